// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How to analyse: .corolint.yaml for the driver, .clang-tidy for checks and their options.

#pragma once

#include "clang-tidy/ClangTidyOptions.h"
#include "tool/findings/Finding.h"
#include "tool/project/PathGlob.h"
#include "llvm/Support/Error.h"
#include <map>

namespace corolint {

/// What .corolint.yaml says of some of the files.
struct PathSettings {
  std::string Path; ///< A glob as PathGlob has it, relative to the file's folder.
  std::string Checks; ///< Globs behind those of .clang-tidy, before --checks.
  std::optional<Level> Severity; ///< Findings there have this level.
  bool Skip = false;             ///< Units there are not analysed, findings there not reported.
  std::shared_ptr<const PathGlob> Glob; ///< Of Path.
};

/// The settings of .corolint.yaml; empty and unset where the file does not say.
/// docs/configuration.md is the reference.
struct DriverSettings {
  std::string Profile;                 ///< recommended, strict, performance or all.
  std::string Checks;                  ///< Like --checks.
  std::vector<std::string> ModelFiles; ///< Relative ones to the file's folder; absolute once read.
  std::string FailOn;                  ///< remark, warning, error or never.
  std::optional<unsigned> Jobs;
  std::optional<unsigned> Timeout; ///< Seconds a unit may take.
  std::optional<unsigned> MaxFindings;
  std::string Baseline;           ///< Like ModelFiles.
  std::string UnusedSuppressions; ///< off, remark, warning or error.
  std::vector<PathSettings> Paths;
  std::string File; ///< The file that was read; empty if there is none.
  /// Lines of the keys that the file has.
  std::map<std::string, unsigned> Lines;
};

/// Reads \p File, or without one the nearest .corolint.yaml from \p Folder upwards, if there is
/// one. Fails with "FILE:LINE:COL: what is wrong".
llvm::Expected<DriverSettings> readDriverSettings(const std::string &File, llvm::StringRef Folder);

/// The same for a \p Text that stands in the file \p Name.
llvm::Expected<DriverSettings> parseDriverSettings(llvm::StringRef Text, llvm::StringRef Name);

/// What decides which checks run on a file, beside .clang-tidy.
struct CheckSelection {
  std::string Profile = "recommended";
  std::string Checks;                  ///< --checks: globs added behind all others.
  std::vector<std::string> ModelFiles; ///< Absolute.
  std::vector<PathSettings> Paths;
};

/// The check list that profile \p Profile stands for; none for an unknown profile.
std::optional<std::string> checksOfProfile(llvm::StringRef Profile);

/// The first glob in \p Checks that is to add async checks, and of which there is none: a slip of
/// the pen. Empty if there is no such.
std::string unknownCheck(llvm::StringRef Checks);

/// What to say behind "there is no check 'NAME'": which was meant, or where they are listed.
std::string checkLike(llvm::StringRef Name);

/// What is said of the profile \p Name, of which there is none.
std::string unknownProfile(llvm::StringRef Name);

/// The values of fail-on and of unused-suppressions.
inline constexpr llvm::StringRef LevelsToFailOn[] = {"remark", "warning", "error", "never"};
inline constexpr llvm::StringRef LevelsOfUnused[] = {"off", "remark", "warning", "error"};

/// What is said of \p Value, given for \p Key, if it is none of \p Levels; else empty.
std::string unknownLevel(llvm::StringRef Value, llvm::ArrayRef<llvm::StringRef> Levels,
                         llvm::StringRef Key);

/// The options for each file: the profile, then .clang-tidy as clang-tidy reads it, then --checks.
/// A .clang-tidy whose list of checks never speaks of async-* checks was written for other checks:
/// its list leaves the profile as it is, unless it turns everything off. Files that cannot be read
/// are told in \p Errors, and with \p Slips names in them that begin as those of async checks and
/// options do, and are none.
std::unique_ptr<clang::tidy::ClangTidyOptionsProvider>
makeOptionsProvider(const CheckSelection &Selection, std::vector<std::string> &Errors,
                    std::vector<std::string> *Slips = nullptr);

} // namespace corolint

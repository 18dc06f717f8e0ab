// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "tool/engine/ResultFile.h"
#include "tool/findings/Finding.h"
#include "tool/project/Project.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// Where a report goes.
struct Output {
  std::string Format; ///< One of reportFormats().
  std::string File;   ///< Empty: standard output.
};

/// What the user asked for. Unset where the command line does not say, so that .corolint.yaml can.
struct CommandLine {
  std::string Verb;       ///< "lint", or another of the verbs in --help.
  ProjectRequest Project; ///< Its Paths are the arguments of the other verbs.
  std::string ConfigFile;
  std::optional<std::string> Checks, Profile, FailOn;
  std::vector<std::string> ModelFiles; ///< Absolute.
  std::vector<Output> Outputs;         ///< Never empty.
  bool Fix = false, FixSuggested = false, Diff = false;
  std::optional<bool> Colours; ///< Unset: as the output is a terminal or not.
  std::optional<unsigned> Jobs, Timeout;
  bool ParseSystemBodies = false, ParseEverything = false;
  std::optional<uint64_t> MemoryLimit; ///< Bytes.
  bool UsesCache = true;
  std::string CacheFolder; ///< Empty: the usual one.
  std::optional<bool> WholeProgram; ///< Unset: where all units of the project are analysed.
  std::string Emit;                 ///< Where to write the results of the units; empty: report them.
  std::optional<Shard> Part;        ///< Of the units.
  std::string Depfile; ///< Where to write what the file of Emit depends on; empty: nowhere.
  std::string Explain; ///< A qualified name; only for the verb "models".
  bool Table = false;  ///< Likewise.
  std::optional<std::string> Baseline; ///< Absolute.
  bool UpdateBaseline = false, AddToBaseline = false;
  std::optional<std::string> ChangedSince; ///< A revision.
  std::string BaseReport;
  std::optional<std::string> UnusedSuppressions; ///< A level, or "off".
  std::optional<std::string> AddSuppressions;    ///< The reason to write; may be empty.
  std::optional<unsigned> MaxFindings;
  bool PrintConfig = false, Statistics = false, Quiet = false, Verbose = false;
  bool Help = false, Version = false;
};

/// Parses the arguments behind the program's name. Fails with one line for what it does not
/// understand.
llvm::Expected<CommandLine> parseCommandLine(llvm::ArrayRef<const char *> Arguments);

void printHelp(llvm::raw_ostream &Out);

/// An option, for pages and completions made from the one table.
struct OptionInfo {
  std::string Spelling; ///< "--format=", "-j", "--fix".
  std::string Alias;    ///< "-h" for "--help"; may be empty.
  std::string Meta;     ///< "<file>"; empty for an option without a value.
  std::string Help;
  std::string Group; ///< The heading that --help lists it under.
  std::vector<llvm::StringRef> Values; ///< All that it can be, where those are few.
};

/// All options in the order of --help.
std::vector<OptionInfo> allOptions();

/// A use of the program other than linting.
struct VerbInfo {
  llvm::StringLiteral Name, Arguments, Help;
};
llvm::ArrayRef<VerbInfo> allVerbs();

} // namespace corolint

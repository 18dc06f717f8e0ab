// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which checks run on a file in the editor: those of the driver, from the profile, .clang-tidy and
// .corolint.yaml, beside what clangd itself would run. .clangd has the last word on all of them.
// Called from many threads.

#include "checks/AsyncTidyModule.h"
#include "clang-tidy/GlobList.h"
#include "tool/clangd/ClangdParts.h"
#include "tool/clangd/Complaints.h"
#include "tool/project/Configuration.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Path.h"

using namespace clang::clangd;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

/// What the driver would run on \p File: globs that settle every async check, and none other.
std::string asyncChecks(const DriverSettings &Driver, StringRef File) {
  for (const PathSettings &Each : Driver.Paths)
    if (Each.Skip && Each.Glob->matches(File))
      return "-async-*";
  CheckSelection Selection;
  if (!Driver.Profile.empty())
    Selection.Profile = Driver.Profile;
  Selection.Checks = Driver.Checks;
  Selection.Paths = Driver.Paths;
  std::vector<std::string> Told; // Clangd tells of .clang-tidy files that it cannot read.
  std::string Wanted = makeOptionsProvider(Selection, Told)->getOptions(File).Checks.value_or("");
  GlobList Globs(Wanted);
  std::string Checks = "-async-*";
  for (const CheckInfo &Check : allChecks())
    if (Globs.contains(Check.Name))
      Checks += ("," + Check.Name).str();
  return Checks;
}

/// The settings for \p File; the defaults where they cannot be read, which the editor is told.
DriverSettings settingsFor(StringRef File) {
  Expected<DriverSettings> Settings = readDriverSettings("", sys::path::parent_path(File));
  if (Settings)
    return std::move(*Settings);
  complain(toString(Settings.takeError()));
  return DriverSettings();
}

void setOption(ClangTidyOptions &Options, StringRef Key, StringRef Value) {
  Options.CheckOptions.try_emplace(Key, ClangTidyOptions::ClangTidyValue(Value));
}

/// Where the globs of asyncChecks() end in a list of checks.
constexpr llvm::StringLiteral EndOfOurs = ",-async-none";

} // namespace

TidyProvider askedForClangTidyFiles(ThreadsafeFS &Files) {
  return [Original = originalClangTidyFiles(Files)](ClangTidyOptions &Options, StringRef File) {
    DriverSettings Settings = settingsFor(File);
    Original(Options, File);
    // Below what .clang-tidy says.
    if (Settings.Profile == "strict" || Settings.Profile == "all")
      setOption(Options, "async.Strict", "true");
    if (!Settings.ModelFiles.empty())
      setOption(Options, "async.ModelFiles", join(Settings.ModelFiles, ";"));
    std::string Theirs = Options.Checks.value_or("");
    Options.Checks =
        Theirs + (Theirs.empty() ? "" : ",") + asyncChecks(Settings, File) + EndOfOurs.str();
  };
}

TidyProvider askedForDefaultChecks() {
  return [Original = originalDefaultChecks()](ClangTidyOptions &Options, StringRef File) {
    // Where only ours are chosen, clangd would have chosen its own.
    if (!StringRef(*Options.Checks).starts_with("-async-*") ||
        !StringRef(*Options.Checks).ends_with(EndOfOurs))
      return;
    ClangTidyOptions Empty;
    Original(Empty, File);
    Options.Checks = Empty.Checks.value_or("") + "," + *Options.Checks;
  };
}

std::optional<bool> askedWhetherFast(StringRef Check) {
  return Check.starts_with("async-") ? true : originallyFast(Check);
}

} // namespace corolint

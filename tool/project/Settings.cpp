// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Settings.h"
#include "checks/AsyncTidyModule.h"
#include "clang-tidy/GlobList.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include <thread>

using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

constexpr char FromCommandLine[] = "command line";

/// Tells where keys of the file stand.
class FileOrigin {
public:
  explicit FileOrigin(const DriverSettings &Driver) : Driver(Driver) {}
  std::string of(const std::string &Key) const {
    auto Line = Driver.Lines.find(Key);
    std::string File = relativeTo(Driver.File, realPath("."));
    return Line == Driver.Lines.end() ? File : File + ":" + std::to_string(Line->second);
  }

private:
  const DriverSettings &Driver;
};

/// \p Text as a YAML scalar in single quotes.
std::string inQuotes(StringRef Text) {
  std::string Result = "'";
  for (char C : Text)
    Result += C == '\'' ? "''" : std::string(1, C);
  return Result + "'";
}

void printRow(const Twine &Text, StringRef From, raw_ostream &Out) {
  Out << left_justify(Text.str(), 44) << " # " << From << '\n';
}

void printChecks(const std::string &File, ClangTidyOptionsProvider &Options, raw_ostream &Out) {
  Out << "\n# " << File << '\n';
  std::vector<ClangTidyOptionsProvider::OptionsSource> Sources =
      Options.getRawOptions(realPath(File));
  for (const CheckInfo &Check : allChecks()) {
    bool On = false;
    StringRef By;
    for (const auto &[Index, Source] : enumerate(Sources)) {
      if (!Source.first.Checks)
        continue;
      // What the list says of it, whatever was before: whether each of both answers survives.
      bool IfOff = GlobList(*Source.first.Checks).contains(Check.Name);
      bool IfOn = GlobList("*," + *Source.first.Checks).contains(Check.Name);
      if (IfOff != IfOn)
        continue;
      On = IfOff;
      By = Index == 0                    ? StringRef("profile")
           : Index + 1 == Sources.size() ? StringRef("checks")
                                         : StringRef(Source.second);
    }
    Out << "#   " << (On ? "on   " : "off  ") << left_justify(Check.Name, 28) << ' ' << By << '\n';
  }
}

} // namespace

Expected<Settings> settingsOf(const CommandLine &Line, const DriverSettings &Driver) {
  Settings Result;
  FileOrigin Origin(Driver);
  auto Choose = [&](const auto &Given, const auto &Set, bool IsSet, const char *Key, auto &To) {
    if (Given)
      To = {*Given, FromCommandLine};
    else if (IsSet)
      To = {*Set, Origin.of(Key)};
  };
  auto Text = [&](const std::optional<std::string> &Given, const std::string &Set, const char *Key,
                  Setting<std::string> &To) { Choose(Given, &Set, !Set.empty(), Key, To); };
  auto Number = [&](const std::optional<unsigned> &Given, const std::optional<unsigned> &Set,
                    const char *Key,
                    Setting<unsigned> &To) { Choose(Given, Set, Set.has_value(), Key, To); };
  Text(Line.Profile, Driver.Profile, "profile", Result.Profile);
  if (!checksOfProfile(Result.Profile.Value))
    return createStringError(unknownProfile(Result.Profile.Value));
  Text(Line.Checks, Driver.Checks, "checks", Result.Checks);
  if (std::string Unknown = unknownCheck(Result.Checks.Value); !Unknown.empty())
    return createStringError("--checks: there is no check '" + Unknown + "'" + checkLike(Unknown));
  Text(Line.FailOn, Driver.FailOn, "fail-on", Result.FailOn);
  if (std::string Problem = unknownLevel(Result.FailOn.Value, LevelsToFailOn, "--fail-on");
      !Problem.empty())
    return createStringError(Problem);
  Text(Line.UnusedSuppressions, Driver.UnusedSuppressions, "unused-suppressions",
       Result.UnusedSuppressions);
  if (std::string Problem =
          unknownLevel(Result.UnusedSuppressions.Value, LevelsOfUnused, "--unused-suppressions");
      !Problem.empty())
    return createStringError(Problem);
  Text(Line.Baseline, Driver.Baseline, "baseline", Result.Baseline);
  Result.Jobs.Value = std::max(1U, std::thread::hardware_concurrency());
  Number(Line.Jobs, Driver.Jobs, "jobs", Result.Jobs);
  Number(Line.Timeout, Driver.Timeout, "timeout", Result.Timeout);
  Number(Line.MaxFindings, Driver.MaxFindings, "max-findings", Result.MaxFindings);
  Result.ModelFiles.Value = Driver.ModelFiles;
  append_range(Result.ModelFiles.Value, Line.ModelFiles);
  if (!Result.ModelFiles.Value.empty())
    Result.ModelFiles.From = Line.ModelFiles.empty()     ? Origin.of("model-files")
                             : Driver.ModelFiles.empty() ? FromCommandLine
                                                         : Origin.of("model-files") +
                                                               " and command line";
  Result.Paths = Driver.Paths;
  Result.PathsFrom = Driver.Paths.empty() ? "default" : Origin.of("paths");
  return Result;
}

void printSettings(const Settings &Of, const CheckSelection &Selection, ArrayRef<std::string> Files,
                   raw_ostream &Out) {
  auto Text = [&](StringRef Key, const Setting<std::string> &Each) {
    printRow(Key + ": " + inQuotes(Each.Value), Each.From, Out);
  };
  auto Number = [&](StringRef Key, const Setting<unsigned> &Each) {
    printRow(Key + ": " + Twine(Each.Value), Each.From, Out);
  };
  Text("profile", Of.Profile);
  Text("checks", Of.Checks);
  printRow(Of.ModelFiles.Value.empty() ? "model-files: []" : "model-files:", Of.ModelFiles.From,
           Out);
  for (const std::string &File : Of.ModelFiles.Value)
    Out << "  - " << inQuotes(File) << '\n';
  Text("fail-on", Of.FailOn);
  Number("max-findings", Of.MaxFindings);
  Text("baseline", Of.Baseline);
  Text("unused-suppressions", Of.UnusedSuppressions);
  Number("jobs", Of.Jobs);
  Number("timeout", Of.Timeout);
  printRow(Of.Paths.empty() ? "paths: []" : "paths:", Of.PathsFrom, Out);
  for (const PathSettings &Each : Of.Paths) {
    Out << "  - path: " << inQuotes(Each.Path) << '\n';
    if (!Each.Checks.empty())
      Out << "    checks: " << inQuotes(Each.Checks) << '\n';
    if (Each.Severity)
      Out << "    level: " << levelName(*Each.Severity) << '\n';
    if (Each.Skip)
      Out << "    skip: true\n";
  }
  std::vector<std::string> Errors;
  std::unique_ptr<ClangTidyOptionsProvider> Options = makeOptionsProvider(Selection, Errors);
  for (const std::string &File : Files)
    printChecks(File, *Options, Out);
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// corolint: parses the command line and calls the stages in order.

#include "checks/AsyncCheck.h"
#include "checks/AsyncTidyModule.h"
#include "checks/knowledge/EmbeddedFile.h"
#include "tool/CommandLine.h"
#include "tool/Configured.h"
#include "tool/engine/AnalyzeUnit.h"
#include "tool/engine/Workers.h"
#include "tool/fix/Fixes.h"
#include "tool/models/Explain.h"
#include "tool/models/ShowModels.h"
#include "tool/project/Configuration.h"
#include "tool/project/Paths.h"
#include "tool/report/Report.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/WithColor.h"
#include <thread>

using namespace corolint;
using namespace llvm;

namespace {

enum ExitCode { Clean = 0, Findings = 1, Usage = 2, Incomplete = 3 };

int usage(const Twine &Message) {
  WithColor::error(errs(), "corolint") << Message << '\n';
  return Usage;
}

int usage(Error Problem) { return usage(toString(std::move(Problem))); }

int explain(const CommandLine &Line) {
  if (Line.Project.Paths.size() != 1)
    return usage("explain takes the name of one check; see corolint list-checks");
  const std::string &Name = Line.Project.Paths.front();
  for (const EmbeddedFile *Page = CheckPages; Page->Name; ++Page)
    if (Name == Page->Name) {
      outs() << Page->Text;
      return Clean;
    }
  return usage("there is no check '" + Name + "'; see corolint list-checks");
}

int listChecks() {
  for (const CheckInfo &Check : allChecks()) {
    static constexpr StringRef Profiles[] = {"recommended", "strict", "performance"};
    outs() << left_justify(Check.Name, 29) << left_justify(Profiles[static_cast<int>(Check.In)], 13)
           << Check.Summary << '\n';
  }
  return Clean;
}

/// What `models --explain` does.
int explainName(const CommandLine &Line, const LibraryModels &Models) {
  if (Line.Project.Paths.empty() && !Line.Project.HasFlags && Line.Project.BuildPath.empty()) {
    if (!explainByModels(Line.Explain, Models, outs()))
      return usage("no model names '" + Line.Explain +
                   "'; give a source file that uses it to hear what the language says of it");
    return Clean;
  }
  Expected<Project> Chosen = loadProject(Line.Project);
  if (!Chosen)
    return usage(Chosen.takeError());
  bool SomeFailed = false;
  for (const Unit &Each : Chosen->Units)
    switch (explainInUnit(Line.Explain, Each, Models, outs())) {
    case Explained::Found:
      return Clean;
    case Explained::NotParsed:
      SomeFailed = true;
      break;
    case Explained::NotDeclared:
      break;
    }
  usage("no unit given declares '" + Line.Explain + "'");
  return SomeFailed ? Incomplete : Usage;
}

int showModels(const CommandLine &Line) {
  Expected<DriverSettings> Settings = readDriverSettings(Line.ConfigFile, ".");
  if (!Settings)
    return usage(Settings.takeError());
  std::vector<std::string> Files = std::move(Settings->ModelFiles);
  append_range(Files, Line.ModelFiles);
  Expected<std::shared_ptr<const LibraryModels>> Models = modelsFor(join(Files, ";"));
  if (!Models)
    return usage(Models.takeError());
  if (!Line.Explain.empty())
    return explainName(Line, **Models);
  if (Line.Table)
    printLibraryTable(**Models, outs());
  else if (Line.Project.Paths.empty())
    listModels(**Models, outs());
  for (const std::string &Name : Line.Project.Paths)
    if (!printModel(**Models, Name, outs()))
      return usage("there is no model of '" + Name + "'; see corolint models");
  return Clean;
}

int showTypes(const CommandLine &Line) {
  if (Expected<std::shared_ptr<const LibraryModels>> Models = modelsFor(join(Line.ModelFiles, ";"));
      !Models)
    return usage(Models.takeError());
  Expected<Project> Chosen = loadProject(Line.Project);
  if (!Chosen)
    return usage(Chosen.takeError());
  bool Parsed = true;
  for (const Unit &Each : Chosen->Units)
    Parsed &= describeTypes(Each, Line.ModelFiles, outs());
  return Parsed ? Clean : Incomplete;
}

/// A line on standard error that tells how far a long run is; nothing if that is no terminal.
class Progress {
public:
  Progress(size_t Total)
      : Total(Total), Visible(sys::Process::StandardErrIsDisplayed() && Total > 1) {}
  void finished() {
    ++Done;
    if (Visible)
      errs() << '\r' << "corolint: " << Done << '/' << Total << " units"
             << (Done == Total ? "\r\033[K" : "");
  }

private:
  size_t Total, Done = 0;
  bool Visible;
};

/// Names each unit that was not analysed in full.
bool tellOfFailures(const Report &Of) {
  bool Any = false;
  for (size_t I = 0; I < Of.Units.size(); ++I) {
    const UnitResult &Result = Of.Results[I];
    if (Result.Status == UnitStatus::Analysed)
      continue;
    Any = true;
    WithColor::warning(errs(), "corolint")
        << relativeTo(Of.Units[I].File, Of.Root)
        << (Result.Status == UnitStatus::Partial ? ": analysed only as far as it parsed: "
                                                 : ": not analysed: ")
        << Result.Reason << '\n';
  }
  return Any;
}

Error writeReport(const Report &Of, const Output &To, std::optional<bool> Colours) {
  bool ToTerminal = To.File.empty() && outs().has_colors() && outs().is_displayed();
  std::string Text;
  raw_string_ostream Stream(Text);
  if (To.Format == "json")
    writeJson(Of, Stream);
  else
    writeText(Of, Stream, Colours.value_or(ToTerminal));
  if (To.File.empty()) {
    outs() << Text;
    return Error::success();
  }
  if (Error Problem = writeWhole(To.File, Text))
    return createStringError(Twine(To.File) +
                             ": cannot write the report: " + toString(std::move(Problem)));
  return Error::success();
}

/// What --fix and --diff do; false if a file could not be written.
bool fix(const CommandLine &Line, const Report &Of) {
  unsigned Taken = 0, Left = 0;
  EditsByFile Edits = chooseFixes(Of.Findings, Line.FixSuggested, Taken, Left);
  if (Line.Diff) {
    printDiff(Edits, Of.Root, outs());
    return true;
  }
  if (Error Problem = applyFixes(Edits)) {
    usage(std::move(Problem));
    return false;
  }
  WithColor::note(errs(), "corolint")
      << "applied " << Taken << (Taken == 1 ? " fix" : " fixes")
      << (Left ? "; " + std::to_string(Left) + " overlap those: run again" : "") << '\n';
  return true;
}

int lint(CommandLine Line) {
  Expected<Project> Chosen = loadProject(Line.Project);
  if (!Chosen)
    return usage(Chosen.takeError());
  Expected<DriverSettings> Settings = readDriverSettings(Line.ConfigFile, Chosen->Root);
  if (!Settings)
    return usage(Settings.takeError());
  auto Either = [](const std::optional<std::string> &Given, const std::string &Set,
                   const char *Default) {
    return Given ? *Given : Set.empty() ? std::string(Default) : Set;
  };

  CheckSelection Selection;
  Selection.Profile = Either(Line.Profile, Settings->Profile, "recommended");
  if (!checksOfProfile(Selection.Profile))
    return usage("unknown profile '" + Selection.Profile +
                 "'; the profiles are recommended, strict, performance, all");
  Selection.Checks = Either(Line.Checks, Settings->Checks, "");
  if (std::string Unknown = unknownCheck(Selection.Checks); !Unknown.empty())
    return usage("--checks: there is no check '" + Unknown + "'; see corolint list-checks");
  Selection.ModelFiles = std::move(Settings->ModelFiles);
  append_range(Selection.ModelFiles, Line.ModelFiles);
  std::string FailOn = Either(Line.FailOn, Settings->FailOn, "warning");
  if (FailOn != "never" && !parseLevel(FailOn))
    return usage("unknown level '" + FailOn +
                 "' for --fail-on; the levels are remark, warning, error, never");

  // Everything that can be wrong with the configuration is found before any unit is parsed, and
  // what is read stays read in the workers.
  if (Expected<std::shared_ptr<const LibraryModels>> Models =
          modelsFor(join(Selection.ModelFiles, ";"));
      !Models)
    return usage(Models.takeError());
  std::vector<std::string> Errors;
  {
    std::unique_ptr<clang::tidy::ClangTidyOptionsProvider> Options =
        makeOptionsProvider(Selection, Errors);
    for (const Unit &Each : Chosen->Units)
      Options->getOptions(Each.File);
  }
  if (!Errors.empty())
    return usage(Errors.front());

  Progress Shown(Chosen->Units.size());
  WorkerOptions Workers;
  Workers.Jobs = Line.Jobs.value_or(
      Settings->Jobs.value_or(std::max(1U, std::thread::hardware_concurrency())));
  Workers.Timeout = Line.Timeout.value_or(Settings->Timeout.value_or(Workers.Timeout));
  Report Outcome;
  Outcome.Results = runWorkers(
      Chosen->Units.size(), Workers,
      [&](size_t I) {
        std::vector<std::string> Ignored;
        return analyzeUnit(Chosen->Units[I], makeOptionsProvider(Selection, Ignored), Chosen->Root,
                           Line.ParseSystemBodies);
      },
      [&](size_t) { Shown.finished(); });
  Outcome.Root = Chosen->Root;
  Outcome.Units = std::move(Chosen->Units);
  for (UnitResult &Result : Outcome.Results) {
    if (!Result.ConfigurationErrors.empty())
      return usage(Result.ConfigurationErrors.front());
    append_range(Outcome.Findings, std::move(Result.Findings));
    Result.Findings.clear();
  }
  sortAndUnique(Outcome.Findings);
  addFingerprints(Outcome.Findings, Outcome.Root);

  for (const Output &To : Line.Outputs)
    if (!Line.Diff || !To.File.empty())
      if (Error Problem = writeReport(Outcome, To, Line.Colours))
        return usage(std::move(Problem));
  bool SomeFailed = tellOfFailures(Outcome);
  if ((Line.Fix || Line.Diff) && !fix(Line, Outcome))
    return Usage;
  bool Fails = FailOn != "never" && any_of(Outcome.Findings, [&](const Finding &Each) {
                 return Each.Severity >= *parseLevel(FailOn);
               });
  return Fails ? Findings : SomeFailed ? Incomplete : Clean;
}

int run(ArrayRef<const char *> Arguments) {
  Expected<CommandLine> Line = parseCommandLine(Arguments);
  if (!Line)
    return usage(Line.takeError());
  if (Line->Help) {
    printHelp(outs());
    return Clean;
  }
  if (Line->Version) {
    outs() << "corolint " << VersionString << " (LLVM " << LLVM_VERSION_STRING << ")\n";
    return Clean;
  }
  if (Line->Verb == "explain")
    return explain(*Line);
  if (Line->Verb == "list-checks")
    return listChecks();
  if (Line->Verb == "models")
    return showModels(*Line);
  if (Line->Verb == "types")
    return showTypes(*Line);
  return lint(std::move(*Line));
}

} // namespace

const char *const corolint::VersionString = COROLINT_VERSION;

int main(int Argc, char **Argv) {
  int Code = run(ArrayRef(Argv + 1, Argv + Argc));
  outs().flush();
  if (outs().has_error()) {
    std::string Reason = outs().error().message();
    outs().clear_error();
    return usage("cannot write to standard output: " + Reason);
  }
  return Code;
}

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// corolint: parses the command line and calls the stages in order.

#include "checks/AsyncCheck.h"
#include "checks/AsyncTidyModule.h"
#include "checks/knowledge/EmbeddedFile.h"
#include "tool/CommandLine.h"
#include "tool/Configured.h"
#include "tool/Destinations.h"
#include "tool/Gate.h"
#include "tool/Progress.h"
#include "tool/ShellPages.h"
#include "tool/engine/AnalyzeProject.h"
#include "tool/engine/AnalyzeUnit.h"
#include "tool/engine/Dependencies.h"
#include "tool/engine/Interruption.h"
#include "tool/engine/LastProgram.h"
#include "tool/engine/LinkProgram.h"
#include "tool/engine/ResultCache.h"
#include "tool/fix/Fixes.h"
#include "tool/models/Explain.h"
#include "tool/models/ShowModels.h"
#include "tool/project/Paths.h"
#include "tool/report/Statistics.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Format.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/WithColor.h"
#include <map>
#include <numeric>

using namespace corolint;
using namespace llvm;

namespace {

enum ExitCode { Clean = 0, Findings = 1, Usage = 2, Incomplete = 3 };

int usage(const Twine &Message) {
  WithColor::error(errs(), "corolint") << Message << '\n';
  return Usage;
}

/// Several problems, such as files that cannot be written, are a line each.
int usage(Error Problem) {
  handleAllErrors(std::move(Problem), [](const ErrorInfoBase &Each) { usage(Each.message()); });
  return Usage;
}

int explain(const CommandLine &Line) {
  if (Line.Project.Paths.size() != 1)
    return usage("explain takes the name of one check; see corolint list-checks");
  const std::string &Name = Line.Project.Paths.front();
  for (const EmbeddedFile *Page = CheckPages; Page->Name; ++Page)
    if (Name == Page->Name) {
      outs() << Page->Text;
      return Clean;
    }
  return usage("there is no check '" + Name + "'" + checkLike(Name));
}

int listChecks() {
  for (const CheckInfo &Check : allChecks()) {
    static constexpr StringRef Profiles[] = {"recommended", "strict", "performance"};
    outs() << left_justify(Check.Name, 29) << left_justify(Profiles[static_cast<int>(Check.In)], 13)
           << Check.Summary << '\n';
  }
  return Clean;
}

std::string orMeant(const std::string &Names) {
  return Names.empty() ? "" : "; did you mean " + Names + "?";
}

/// The models that count in \p Of: those that its .clang-tidy adds (`async.ModelFiles`), too.
Expected<std::shared_ptr<const LibraryModels>> modelsIn(const Unit &Of,
                                                        const std::vector<std::string> &ModelFiles) {
  CheckSelection Selection;
  Selection.ModelFiles = ModelFiles;
  std::vector<std::string> Errors;
  clang::tidy::ClangTidyOptions Options = makeOptionsProvider(Selection, Errors)->getOptions(Of.File);
  if (!Errors.empty())
    return createStringError(Errors.front());
  auto Files = Options.CheckOptions.find("async.ModelFiles");
  return modelsFor(Files == Options.CheckOptions.end() ? "" : StringRef(Files->second.Value));
}

/// What `models --explain` does.
int explainName(const CommandLine &Line, const LibraryModels &Models,
                const std::vector<std::string> &ModelFiles) {
  if (Line.Project.Paths.empty() && !Line.Project.HasFlags && Line.Project.BuildPath.empty()) {
    if (!explainByModels(Line.Explain, Models, outs()))
      return usage("no model names '" + Line.Explain + "'" +
                   orMeant(namesLike(Line.Explain, Models)) +
                   "; give a source file that uses it to hear what the language says of it");
    return Clean;
  }
  Expected<Project> Chosen = loadProject(Line.Project);
  if (!Chosen)
    return usage(Chosen.takeError());
  bool SomeFailed = false;
  std::shared_ptr<const LibraryModels> OfLast;
  for (const Unit &Each : Chosen->Units) {
    Expected<std::shared_ptr<const LibraryModels>> Known = modelsIn(Each, ModelFiles);
    if (!Known)
      return usage(Known.takeError());
    OfLast = *Known;
    switch (explainInUnit(Line.Explain, Each, **Known, outs())) {
    case Explained::Found:
      return Clean;
    case Explained::NotParsed:
      SomeFailed = true;
      break;
    case Explained::NotDeclared:
      break;
    }
  }
  // The models may speak of it all the same.
  if (!SomeFailed && explainByModels(Line.Explain, OfLast ? *OfLast : Models, outs())) {
    outs() << "  no unit given declares it\n";
    return Clean;
  }
  usage("no unit given declares '" + Line.Explain + "'" + orMeant(namesLike(Line.Explain, Models)));
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
    return explainName(Line, **Models, Files);
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

/// Names each unit that was not analysed in full; of many with one reason, such as a whole build
/// folder that is gone, the first few, unless \p All.
bool tellOfFailures(const Report &Of, bool All) {
  constexpr size_t AtMost = 5;
  std::map<std::string, size_t> Count;
  for (const UnitResult &Each : Of.Results)
    if (Each.Status != UnitStatus::Analysed)
      ++Count[Each.Reason];
  std::map<std::string, size_t> Told;
  for (size_t I = 0; I < Of.Units.size(); ++I) {
    const UnitResult &Result = Of.Results[I];
    if (Result.Status == UnitStatus::Analysed)
      continue;
    size_t Same = Count[Result.Reason], Number = ++Told[Result.Reason];
    if (!All && Same > AtMost + 1 && Number > AtMost) {
      if (Number == Same)
        WithColor::warning(errs(), "corolint")
            << "likewise " << Same - AtMost << " more units: " << Result.Reason << '\n';
      continue;
    }
    WithColor::warning(errs(), "corolint")
        << relativeTo(Of.Units[I].File, Of.Root)
        << (Result.Status == UnitStatus::Partial ? ": analysed only as far as it parsed: "
                                                 : ": not analysed: ")
        << Result.Reason << '\n';
  }
  return !Count.empty();
}

Error writeReport(const Report &Of, const Output &To, const CommandLine &Line) {
  bool ToTerminal = To.File.empty() && outs().has_colors() && outs().is_displayed() &&
                    !sys::Process::GetEnv("NO_COLOR");
  std::string Text;
  raw_string_ostream Stream(Text);
  auto Format = find_if(reportFormats(),
                        [&](const ReportFormat &Each) { return Each.Name == To.Format; });
  Format->Write(Of, Stream, {Line.Colours.value_or(ToTerminal), Line.Quiet});
  if (To.File.empty()) {
    outs() << Text;
    return Error::success();
  }
  if (Error Problem = writeWhole(To.File, Text))
    return createStringError(Twine(To.File) +
                             ": cannot write the report: " + toString(std::move(Problem)));
  return Error::success();
}

/// What --fix and --diff do; false if a file could not be written, or has changed meanwhile.
bool fix(const CommandLine &Line, const Report &Of) {
  unsigned Taken = 0, Left = 0;
  EditsByFile Edits = chooseFixes(Of.Findings, Line.FixSuggested, Taken, Left);
  Error Problem = leaveOutChanged(Edits);
  if (Line.Diff)
    printDiff(Edits, Of.Root, outs());
  else
    Problem = joinErrors(std::move(Problem), applyFixes(Edits));
  if (Problem) {
    usage(std::move(Problem));
    return false;
  }
  if (Line.Diff)
    return true;
  if (Line.Quiet)
    return true;
  WithColor::note(errs(), "corolint")
      << "applied " << Taken << (Taken == 1 ? " fix" : " fixes")
      << (Left ? "; " + std::to_string(Left) + " overlap those: run again" : "") << '\n';
  return true;
}

CheckSelection selectionOf(const Settings &Of) {
  return {Of.Profile.Value, Of.Checks.Value, Of.ModelFiles.Value, Of.Paths};
}

int printConfig(const CommandLine &Line) {
  // The root of the project, whose configuration counts, needs a database to be known.
  ProjectRequest Request = Line.Project;
  Request.Paths.clear();
  Expected<Project> Chosen = loadProject(Request);
  std::string Root = Chosen ? Chosen->Root : realPath(".");
  if (!Chosen)
    consumeError(Chosen.takeError());
  Expected<DriverSettings> Driver = readDriverSettings(Line.ConfigFile, Root);
  if (!Driver)
    return usage(Driver.takeError());
  Expected<Settings> InForce = settingsOf(Line, *Driver);
  if (!InForce)
    return usage(InForce.takeError());
  printSettings(*InForce, selectionOf(*InForce), Line.Project.Paths, outs());
  return Clean;
}

/// Puts the units in the order of the database, whatever order their results come in.
void sortUnits(ProjectResults &Of) {
  std::vector<size_t> Order(Of.Units.size());
  std::iota(Order.begin(), Order.end(), 0);
  sort(Order, [&](size_t A, size_t B) {
    return std::tie(Of.Units[A].Number, A) < std::tie(Of.Units[B].Number, B);
  });
  ProjectResults Sorted;
  for (size_t I : Order) {
    Sorted.Units.push_back(std::move(Of.Units[I]));
    Sorted.Results.push_back(std::move(Of.Results[I]));
    if (!Of.Origins.empty())
      Sorted.Origins.push_back(std::move(Of.Origins[I]));
  }
  Of.Units = std::move(Sorted.Units);
  Of.Results = std::move(Sorted.Results);
  Of.Origins = std::move(Sorted.Origins);
}

/// Links, reports and fixes what \p Found holds, and says how the run ends. If \p Found is all of the
/// project, it is kept as what was found in a revision.
int report(const CommandLine &Line, const Settings &InForce, const Counting &Counts,
           ProjectResults Found, const RevisionFindings *KeptIn = nullptr) {
  sortUnits(Found);
  if (Error Problem = linkProgram(Found.Results, Found.Root, Found.Origins))
    return usage(std::move(Problem));
  Report Outcome;
  Outcome.Root = Found.Root;
  Outcome.TellsRoot = sys::path::is_absolute(Found.SaidRoot);
  Outcome.Units = std::move(Found.Units);
  Outcome.Results = std::move(Found.Results);
  countFindings(Outcome, Counts);
  if (KeptIn)
    KeptIn->keep(Outcome);
  if (Error Problem = updateBaseline(Outcome, Line, InForce, Counts))
    return usage(std::move(Problem));

  for (const Output &To : Line.Outputs)
    if (!Line.Diff || !To.File.empty())
      if (Error Problem = writeReport(Outcome, To, Line))
        return usage(std::move(Problem));
  bool SomeFailed = tellOfFailures(Outcome, Line.Verbose);
  if (!Line.Quiet)
    tellOfSilence(Outcome, InForce, Line.Verbose);
  if (Line.AddSuppressions) {
    if (Error Problem = addSuppressions(Line, Outcome))
      return usage(std::move(Problem));
  } else if ((Line.Fix || Line.Diff) && !fix(Line, Outcome)) {
    return Usage;
  }
  if (Line.Statistics)
    writeStatistics(Outcome, errs());
  return fails(Outcome, InForce) ? Findings : SomeFailed ? Incomplete : Clean;
}

/// What --emit does in place of a report.
int emit(const CommandLine &Line, const Project &Of, const DriverSettings &Driver,
         const CheckSelection &Selection, ProjectResults Found) {
  if (!Line.Depfile.empty()) {
    std::vector<std::string> Files = dependenciesOf(Found, Driver, Selection);
    if (!Of.Database.empty())
      Files.push_back(Of.Database);
    if (Error Problem = writeDepfile(Line.Depfile, Line.Emit, Files))
      return usage(std::move(Problem));
  }
  if (Error Problem = writeResults(std::move(Found), Line.Emit, Line.Part))
    return usage(std::move(Problem));
  return Clean;
}

/// What a run reads beside sources.
std::vector<std::string> inputsOf(const CommandLine &Line, const DriverSettings &Driver,
                                  const Settings &InForce) {
  std::vector<std::string> Files = InForce.ModelFiles.Value;
  Files.push_back(Driver.File);
  Files.push_back(Line.BaseReport);
  return Files;
}

int lint(CommandLine Line) {
  Expected<Project> Chosen = loadProject(Line.Project);
  if (!Chosen)
    return usage(Chosen.takeError());
  for (const std::string &Each : Chosen->Unknown)
    WithColor::warning(errs(), "corolint")
        << Each << ": not analysed: no translation unit of the compilation database is or lies in "
        << "this path\n";
  Expected<DriverSettings> Driver = readDriverSettings(Line.ConfigFile, Chosen->Root);
  if (!Driver)
    return usage(Driver.takeError());
  Expected<Settings> InForce = settingsOf(Line, *Driver);
  if (!InForce)
    return usage(InForce.takeError());
  std::vector<std::string> Inputs = inputsOf(Line, *Driver, *InForce);
  Inputs.push_back(Chosen->Database);
  if (Error Problem = checkDestinations(Line, *InForce, Chosen->Units, Inputs))
    return usage(std::move(Problem));
  llvm::erase_if(Chosen->Units, [&](const Unit &Each) {
    return any_of(InForce->Paths, [&](const PathSettings &Of) {
      return Of.Skip && Of.Glob->matches(Each.File);
    });
  });

  if (Line.Part) {
    unsigned Index = 0;
    llvm::erase_if(Chosen->Units,
                   [&](const Unit &) { return Index++ % Line.Part->Of != Line.Part->Number - 1; });
  }

  CheckSelection Selection = selectionOf(*InForce);
  // Everything that can be wrong with the configuration is found before any unit is parsed, and
  // what is read stays read in the workers.
  if (Expected<std::shared_ptr<const LibraryModels>> Models =
          modelsFor(join(Selection.ModelFiles, ";"));
      !Models)
    return usage(Models.takeError());
  std::vector<std::string> Errors, Slips;
  {
    std::unique_ptr<clang::tidy::ClangTidyOptionsProvider> Options =
        makeOptionsProvider(Selection, Errors, &Slips);
    for (const Unit &Each : Chosen->Units)
      Options->getOptions(Each.File);
  }
  if (!Errors.empty())
    return usage(Errors.front());
  for (const std::string &Each : Slips)
    WithColor::warning(errs(), "corolint") << Each << '\n';
  Progress Shown(*Chosen, Line.Quiet, Line.Verbose);
  const bool IsAll = Line.Project.Paths.empty() && !Line.Project.HasFlags && !Line.Part;
  AnalysisOptions Analysis;
  Analysis.Workers.Jobs = InForce->Jobs.Value;
  Analysis.Workers.Timeout = InForce->Timeout.Value;
  Analysis.Workers.Memory = Line.MemoryLimit.value_or(availableMemory() / 10 * 9);
  Analysis.ParseSystemBodies = Line.ParseSystemBodies;
  Analysis.ParseEverything = Line.ParseEverything;
  Analysis.WantsSummaries = Line.WholeProgram.value_or(!Line.Emit.empty() || IsAll);
  Analysis.WantsRead = !Line.Depfile.empty();
  // Files that are named with their flags are read whatever is in them.
  Analysis.SkipsIdle = !Line.Project.HasFlags;
  Analysis.Tells = Line.Verbose;
  if (Line.UsesCache) {
    Analysis.CacheFolder =
        Line.CacheFolder.empty() ? ResultCache::defaultFolder() : Line.CacheFolder;
    Analysis.NeedsCache = !Line.CacheFolder.empty();
  }
  Analysis.Program = sys::fs::getMainExecutable(nullptr, nullptr);

  std::optional<RevisionFindings> Revisions;
  if (!Analysis.CacheFolder.empty() && Line.Emit.empty() && !Line.Project.HasFlags &&
      (IsAll || Line.ChangedSince))
    Revisions.emplace(Analysis.CacheFolder, *Chosen, *InForce, Analysis.Program);
  Expected<Counting> Counts = Counting();
  if (Line.Emit.empty())
    Counts = countingFor(Line, *InForce, Chosen->Root, Selection, Revisions ? &*Revisions : nullptr);
  if (!Counts)
    return usage(Counts.takeError());

  ProjectResults Found =
      analyzeProject(*Chosen, Selection, Analysis, [&](size_t I) { Shown.finished(I); });
  if (int Signal = interruption()) {
    Shown.interrupted(!Analysis.CacheFolder.empty());
    endBy(Signal);
  }
  for (const UnitResult &Result : Found.Results)
    if (!Result.ConfigurationErrors.empty())
      return usage(Result.ConfigurationErrors.front());
  // Editors show one unit at a time, and want to know of the others.
  if (Analysis.WantsSummaries && IsAll && !Analysis.CacheFolder.empty())
    keepProgram(Found, Analysis.CacheFolder);
  if (!Line.Emit.empty())
    return emit(Line, *Chosen, *Driver, Selection, std::move(Found));
  bool IsKept = Revisions && IsAll && Analysis.WantsSummaries;
  return report(Line, *InForce, *Counts, std::move(Found), IsKept ? &*Revisions : nullptr);
}

/// Reports what other runs have written with --emit.
int link(const CommandLine &Line) {
  if (Line.Project.Paths.empty())
    return usage("link takes the files that runs with --emit have written");
  Expected<ProjectResults> Found = readResults(Line.Project.Paths, Line.Project.Root);
  if (!Found)
    return usage(Found.takeError());
  Expected<DriverSettings> Driver = readDriverSettings(Line.ConfigFile, Found->Root);
  if (!Driver)
    return usage(Driver.takeError());
  Expected<Settings> InForce = settingsOf(Line, *Driver);
  if (!InForce)
    return usage(InForce.takeError());
  std::vector<std::string> Inputs = inputsOf(Line, *Driver, *InForce);
  append_range(Inputs, Line.Project.Paths);
  if (Error Problem = checkDestinations(Line, *InForce, Found->Units, Inputs))
    return usage(std::move(Problem));
  CheckSelection Selection = selectionOf(*InForce);
  Expected<Counting> Counts = countingFor(Line, *InForce, Found->Root, Selection, nullptr);
  if (!Counts)
    return usage(Counts.takeError());
  return report(Line, *InForce, *Counts, std::move(*Found));
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
  if (Line->PrintConfig)
    return printConfig(*Line);
  if (Line->Verb == "explain")
    return explain(*Line);
  if (Line->Verb == "list-checks")
    return listChecks();
  if (Line->Verb == "models")
    return showModels(*Line);
  if (Line->Verb == "link")
    return link(*Line);
  if (Line->Verb == "man") {
    printManual(outs());
    return Clean;
  }
  if (Line->Verb == "completions") {
    if (Line->Project.Paths.size() != 1 || !printCompletions(Line->Project.Paths.front(), outs()))
      return usage("completions takes the name of one shell: bash, zsh or fish");
    return Clean;
  }
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

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/AnalyzeProject.h"
#include "checks/AsyncCheck.h"
#include "tool/engine/AnalyzeUnit.h"
#include "tool/engine/Interruption.h"
#include "tool/engine/Preparation.h"
#include "tool/engine/ResultCache.h"
#include "tool/engine/UnitCommand.h"
#include "tool/engine/Workers.h"
#include "tool/project/CacheFolder.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/WithColor.h"
#include <chrono>

using namespace llvm;

namespace corolint {
namespace {

class ProjectAnalysis {
public:
  ProjectAnalysis(const Project &Of, const CheckSelection &Selection,
                  const AnalysisOptions &Options)
      : Selection(Selection), Options(Options), Provider(makeOptionsProvider(Selection, Ignored)) {
    Found.Root = Of.Root;
    Found.SaidRoot = Of.SaidRoot;
    Found.Units = Of.Units;
    Found.Results.resize(Found.Units.size());
    if (Options.CacheFolder.empty())
      return;
    Expected<ResultCache> Opened = ResultCache::open(Options.CacheFolder, Options.Program);
    if (!Opened) {
      warnOfCache(toString(Opened.takeError()) + "; going on without");
      return;
    }
    Cache = std::move(*Opened);
    if (!Cache->whyReadOnly().empty())
      warnOfCache(Cache->whyReadOnly() + "; what it holds is used, and nothing new is kept");
  }

  ProjectResults run(function_ref<void(size_t)> Finished) {
    std::vector<size_t> Left = takeFromCache(Finished);
    Shared.resize(Found.Units.size());
    // Kept as long as there are workers.
    Preparation Prepared = prepareUnits(Left, Finished);
    if (Cache)
      Cache->sortLongestFirst(Left, Found.Units);
    analyze(Left, Options.Workers, Finished);
    std::vector<size_t> Again;
    for (size_t I : Left)
      if (is_contained({UnitStatus::Crashed, UnitStatus::TimedOut}, Found.Results[I].Status))
        Again.push_back(I);
    Shared.assign(Found.Units.size(), nullptr);
    ProcessLimits Alone = Options.Workers;
    Alone.Jobs = 1;
    analyze(Again, Alone, [](size_t) {});
    if (Cache) {
      erase_if(Left, [&](size_t I) { return !IsDone[I]; });
      // Whatever keeps this from being written has kept the results of the workers, too.
      if (Error Problem = Cache->keepTimes(Left, Found))
        warnOfCache(toString(std::move(Problem)) + "; what was found is not kept");
      if (!interruption())
        Cache->prune();
    }
    return std::move(Found);
  }

private:
  /// Nobody need know of a cache that they did not ask for.
  void warnOfCache(const std::string &Problem) const {
    if (Options.NeedsCache)
      WithColor::warning(errs(), "corolint") << Problem << '\n';
  }

  /// The units that are still to be analysed: those that can be, and are not in the cache.
  std::vector<size_t> takeFromCache(function_ref<void(size_t)> Finished) {
    std::vector<size_t> Left;
    Keys.resize(Found.Units.size());
    std::string Settings = sharedSettings();
    for (size_t I = 0; I < Found.Units.size(); ++I) {
      // No process is needed to find that nothing is there.
      if (Found.Results[I].Reason = whyNotAnalysed(Found.Units[I]);
          !Found.Results[I].Reason.empty()) {
        Finished(I);
        continue;
      }
      std::optional<UnitResult> Known;
      if (Cache) {
        Keys[I] = Cache->keyOf(Found.Units[I], Settings + settingsOf(Found.Units[I]));
        Known = Cache->find(Keys[I], Options.WantsRead);
      }
      if (!Known) {
        Left.push_back(I);
        continue;
      }
      Found.Results[I] = std::move(*Known);
      Found.Results[I].FromCache = true;
      Finished(I);
    }
    return Left;
  }

  /// All that can change results and is the same for every unit.
  std::string sharedSettings() const {
    std::string Settings = Found.Root + '\0' +
                           char('0' + Options.ParseSystemBodies + 2 * Options.ParseEverything) +
                           char('0' + Options.WantsSummaries);
    // By these clang looks for headers, too.
    for (const char *Name : {"CPATH", "C_INCLUDE_PATH", "CPLUS_INCLUDE_PATH", "COMPILER_PATH",
                             "GCC_EXEC_PREFIX", "SDKROOT", "CCC_OVERRIDE_OPTIONS"})
      if (const char *Value = getenv(Name))
        Settings += (Twine(Name) + "=" + Value + Twine('\0')).str();
    return Settings;
  }

  /// Likewise of \p Of alone: the options of checks there, and what the model files hold that they
  /// name.
  std::string settingsOf(const Unit &Of) {
    clang::tidy::ClangTidyOptions Checks = Provider->getOptions(Of.File);
    std::string Settings = clang::tidy::configurationAsText(Checks);
    auto Files = Checks.CheckOptions.find("async.ModelFiles");
    if (Files == Checks.CheckOptions.end())
      return Settings;
    auto [Contents, IsNew] = Models.try_emplace(Files->second.Value);
    if (IsNew)
      for (const std::string &File : splitList(Files->second.Value))
        Contents->second += std::to_string(contentsHash(File).value_or(0)) + ' ';
    return Settings + Contents->second;
  }

  /// Takes what needs no parse out of \p Left, and reads what the others share.
  Preparation prepareUnits(std::vector<size_t> &Left, function_ref<void(size_t)> Finished) {
    bool MaySkip = Options.SkipsIdle && !Options.WantsSummaries;
    if (Options.ParseEverything || Left.empty() || (!MaySkip && Left.size() < 3))
      return {};
    std::vector<UnitAtHand> Units;
    for (size_t I : Left) {
      const Unit &Of = Found.Units[I];
      bool IsReadable = !Of.Command.empty() && sys::fs::exists(Of.File);
      Units.push_back({&Of, IsReadable ? configuredCommand(Of, Provider->getOptions(Of.File))
                                       : std::vector<std::string>()});
    }
    Expected<std::shared_ptr<const LibraryModels>> Models =
        modelsFor(join(Selection.ModelFiles, ";"));
    if (!Models) {
      consumeError(Models.takeError()); // Told of before.
      return {};
    }
    Preparation Prepared =
        prepare(Units, **Models, Options.Workers, MaySkip,
                [&](size_t N, const std::vector<std::string> &Files, const FilesAsked &Asked) {
                  if (Cache)
                    Cache->store(Keys[Left[N]], Asked, idleResult(*Units[N].Of, Files));
                });
    std::vector<size_t> Parsed;
    for (auto [N, I] : enumerate(Left)) {
      Shared[I] = Prepared.HeadersOf[N];
      if (!Prepared.Idle[N]) {
        Parsed.push_back(I);
        continue;
      }
      Found.Results[I] = idleResult(Found.Units[I], *Prepared.Idle[N]);
      Finished(I);
    }
    Left = std::move(Parsed);
    if (Options.Tells)
      tellOf(Prepared);
    return Prepared;
  }

  static void tellOf(const Preparation &Prepared) {
    size_t Sharing = Prepared.HeadersOf.size() - count(Prepared.HeadersOf, nullptr);
    if (Sharing)
      errs() << "corolint: headers of the C++ library are read once for " << Sharing << " units\n";
    if (size_t Idle = count_if(Prepared.Idle, [](const auto &Each) { return Each.has_value(); }))
      errs() << "corolint: nothing asynchronous can be in " << Idle
             << " units, which are not parsed\n";
  }

  /// Of a unit in which nothing can be found.
  UnitResult idleResult(const Unit &Of, ArrayRef<std::string> Files) const {
    UnitResult Result;
    Result.Status = UnitStatus::Analysed;
    for (const std::string &Each : Files)
      if (std::string File = projectPath(Each, Of.Directory, Found.Root);
          File == Of.File || isInside(File, Found.Root))
        Result.Files.push_back(std::move(File));
    sort(Result.Files);
    Result.Files.erase(llvm::unique(Result.Files), Result.Files.end());
    return Result;
  }

  void analyze(ArrayRef<size_t> Which, const ProcessLimits &Limits,
               function_ref<void(size_t)> Finished) {
    IsDone.resize(Found.Units.size());
    runWorkers(
        Which.size(), Limits, [&](size_t N) { return analyzeOne(Which[N]); },
        [&](size_t N, UnitResult Result) {
          Found.Results[Which[N]] = std::move(Result);
          IsDone[Which[N]] = true;
          Finished(Which[N]);
        });
  }

  /// In a worker.
  UnitResult analyzeOne(size_t I) const {
    auto Start = std::chrono::steady_clock::now();
    FilesAsked Asked;
    UnitResult Result = analyzeWith(Shared[I], I, Asked);
    // What does not parse is read again without help, so that what is told of it is its own.
    if (Shared[I] && Result.Status != UnitStatus::Analysed)
      Result = analyzeWith(nullptr, I, Asked);
    Result.Seconds =
        std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
    if (Cache)
      Cache->store(Keys[I], Asked, Result);
    if (Options.WantsRead)
      for (const auto &Each : Asked)
        if (dependsOn(Each.second.Of, Result.Status))
          Result.Read.push_back(Each.first().str());
    return Result;
  }

  UnitResult analyzeWith(const SharedHeaders *Headers, size_t I, FilesAsked &Asked) const {
    std::vector<std::string> Ignored;
    return analyzeUnit(Found.Units[I], makeOptionsProvider(Selection, Ignored), Found.Root,
                       Options.ParseSystemBodies || Options.ParseEverything, Options.WantsSummaries,
                       Asked, Headers);
  }

  const CheckSelection &Selection;
  const AnalysisOptions &Options;
  std::vector<std::string> Ignored; ///< What is wrong with .clang-tidy files was told before.
  std::unique_ptr<clang::tidy::ClangTidyOptionsProvider> Provider; ///< Keeps what it has read.
  std::optional<ResultCache> Cache;
  StringMap<std::string> Models;             ///< Hashes of their contents, by the list of files.
  std::vector<std::string> Keys;             ///< Of the units, in the cache.
  std::vector<const SharedHeaders *> Shared; ///< What each unit need not read; null: nothing.
  std::vector<bool> IsDone;                  ///< Of the units: analysed in this run.
  ProjectResults Found;
};

} // namespace

ProjectResults analyzeProject(const Project &Of, const CheckSelection &Selection,
                              const AnalysisOptions &Options, function_ref<void(size_t)> Finished) {
  Interruption Noted;
  return ProjectAnalysis(Of, Selection, Options).run(Finished);
}

} // namespace corolint

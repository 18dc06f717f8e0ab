// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/AnalyzeProject.h"
#include "tool/engine/AnalyzeUnit.h"
#include "tool/engine/ResultCache.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/WithColor.h"
#include "llvm/Support/xxhash.h"
#include <chrono>

using namespace llvm;

namespace corolint {
namespace {

class ProjectAnalysis {
public:
  ProjectAnalysis(const Project &Of, const CheckSelection &Selection, const AnalysisOptions &Options)
      : Selection(Selection), Options(Options) {
    Found.Root = Of.Root;
    Found.SaidRoot = Of.SaidRoot;
    Found.Units = Of.Units;
    Found.Results.resize(Found.Units.size());
    if (Options.CacheFolder.empty())
      return;
    Expected<ResultCache> Opened = ResultCache::open(Options.CacheFolder, Options.Program);
    if (Opened)
      Cache = std::move(*Opened);
    else if (!Options.NeedsCache)
      consumeError(Opened.takeError());
    else
      WithColor::warning(errs(), "corolint")
          << toString(Opened.takeError()) << "; going on without\n";
  }

  ProjectResults run(function_ref<void(size_t)> Finished) {
    std::vector<size_t> Left = takeFromCache(Finished);
    if (Cache)
      Cache->sortLongestFirst(Left, Found.Units);
    analyze(Left, Options.Workers, Finished);
    std::vector<size_t> Again;
    for (size_t I : Left)
      if (is_contained({UnitStatus::Crashed, UnitStatus::TimedOut}, Found.Results[I].Status))
        Again.push_back(I);
    WorkerOptions Alone = Options.Workers;
    Alone.Jobs = 1;
    analyze(Again, Alone, [](size_t) {});
    if (Cache) {
      Cache->keepTimes(Left, Found);
      Cache->prune();
    }
    return std::move(Found);
  }

private:
  /// The units that are still to be analysed.
  std::vector<size_t> takeFromCache(function_ref<void(size_t)> Finished) {
    std::vector<size_t> Left;
    Keys.resize(Found.Units.size());
    std::vector<std::string> Ignored;
    std::unique_ptr<clang::tidy::ClangTidyOptionsProvider> Provider =
        makeOptionsProvider(Selection, Ignored);
    std::string Settings = sharedSettings();
    for (size_t I = 0; I < Found.Units.size(); ++I) {
      std::optional<UnitResult> Known;
      if (Cache) {
        const Unit &Of = Found.Units[I];
        Keys[I] = Cache->keyOf(
            Of, Settings + clang::tidy::configurationAsText(Provider->getOptions(Of.File)));
        Known = Cache->find(Keys[I], Options.WantsRead);
      }
      if (!Known) {
        Left.push_back(I);
        continue;
      }
      Found.Results[I] = std::move(*Known);
      Finished(I);
    }
    return Left;
  }

  /// All that can change results and is the same for every unit.
  std::string sharedSettings() const {
    std::string Settings = Found.Root + '\0' + char('0' + Options.ParseSystemBodies) +
                           char('0' + Options.WantsSummaries);
    for (const std::string &File : Selection.ModelFiles)
      if (ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(File))
        Settings += std::to_string(xxh3_64bits((*Buffer)->getBuffer())) + ' ';
    return Settings;
  }

  void analyze(ArrayRef<size_t> Which, const WorkerOptions &Workers, function_ref<void(size_t)> Finished) {
    std::vector<UnitResult> Results = runWorkers(
        Which.size(), Workers, [&](size_t N) { return analyzeOne(Which[N]); },
        [&](size_t N) { Finished(Which[N]); });
    for (auto [I, Result] : zip_equal(Which, Results))
      Found.Results[I] = std::move(Result);
  }

  /// In a worker.
  UnitResult analyzeOne(size_t I) const {
    auto Start = std::chrono::steady_clock::now();
    std::vector<std::string> Ignored;
    FilesAsked Asked;
    UnitResult Result =
        analyzeUnit(Found.Units[I], makeOptionsProvider(Selection, Ignored), Found.Root,
                    Options.ParseSystemBodies, Options.WantsSummaries, Asked);
    Result.Seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - Start).count();
    if (Cache)
      Cache->store(Keys[I], Asked, Result);
    if (Options.WantsRead)
      for (const auto &Each : Asked)
        if (dependsOn(Each.second.Of, Result.Status))
          Result.Read.push_back(Each.first().str());
    return Result;
  }

  const CheckSelection &Selection;
  const AnalysisOptions &Options;
  std::optional<ResultCache> Cache;
  std::vector<std::string> Keys; ///< Of the units, in the cache.
  ProjectResults Found;
};

} // namespace

ProjectResults analyzeProject(const Project &Of, const CheckSelection &Selection,
                              const AnalysisOptions &Options, function_ref<void(size_t)> Finished) {
  return ProjectAnalysis(Of, Selection, Options).run(Finished);
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/LastProgram.h"
#include "checks/summary/PackedSummary.h"
#include "tool/engine/ResultJson.h"
#include "tool/project/CacheFolder.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/xxhash.h"
#include <deque>

using namespace llvm;
using Json = nlohmann::json;

namespace corolint {
namespace {

constexpr int Version = 1;
constexpr size_t MostReached = 4096;

std::string fileOf(StringRef Root, const std::string &Folder) {
  return cacheEntry(Folder, "program-" + utohexstr(xxh3_64bits(Root), /*LowerCase=*/true));
}

/// Whether \p Function has anything written in the file \p File of \p Unit.
bool isWrittenIn(const FunctionSummary &Function, const UnitSummary &Unit, StringRef File) {
  auto Is = [&](const auto &Each) { return Unit.Files[Each.At.File] == File; };
  return any_of(Function.Calls, Is) || any_of(Function.Blocks, Is) ||
         any_of(Function.ParameterCalls, Is);
}

} // namespace

void keepProgram(const ProjectResults &Of, const std::string &Folder) {
  Json Summaries = Json::array();
  for (const UnitResult &Result : Of.Results)
    if (!Result.Summary.Data.empty())
      Summaries.push_back(Result.Summary);
  std::vector<uint8_t> Bytes =
      Json::to_cbor({{"version", Version}, {"summaries", std::move(Summaries)}});
  // An editor that knows less is all that is lost.
  consumeError(replaceWhole(fileOf(Of.Root, Folder), toStringRef(Bytes)));
}

std::string LastProgram::fileFor(StringRef File, const std::string &Folder) {
  for (StringRef Root = sys::path::parent_path(File); !Root.empty();
       Root = sys::path::parent_path(Root))
    if (std::string Kept = fileOf(Root, Folder); sys::fs::exists(Kept))
      return Kept;
  return "";
}

std::shared_ptr<const LastProgram> LastProgram::read(const std::string &File) {
  std::unique_ptr<MemoryBuffer> Buffer = contentsOf(File);
  if (!Buffer)
    return nullptr;
  auto Program = std::make_shared<LastProgram>();
  try {
    Json All = Json::from_cbor(Buffer->getBufferStart(), Buffer->getBufferEnd());
    if (All.at("version") != Version)
      return nullptr;
    for (const Json &Each : All.at("summaries")) {
      Expected<UnitSummary> Summary = unpack(Each.get<Bytes>().Data);
      if (!Summary) {
        consumeError(Summary.takeError());
        return nullptr;
      }
      Program->Units.push_back(std::move(*Summary));
    }
  } catch (const Json::exception &) {
    return nullptr;
  }
  for (auto [Unit, Summary] : enumerate(Program->Units)) {
    for (auto [Function, Each] : enumerate(Summary.Functions))
      Program->Definitions[Each.Key].push_back({uint32_t(Unit), uint32_t(Function)});
    for (auto [Failure, Each] : enumerate(Summary.Failures))
      Program->Failures[Each.Key].push_back({uint32_t(Unit), uint32_t(Failure)});
    for (auto [Overrider, Overridden] : Summary.Overrides)
      Program->Overriders[Overridden].push_back(Overrider);
  }
  return Program;
}

void LastProgram::addFailures(const UnitSummary &Own,
                              DenseMap<uint32_t, UnitSummary> &Reached) const {
  SmallVector<uint64_t> Pending;
  for (const UnsettledFinding &Each : Own.Unsettled)
    append_range(Pending, Each.If);
  for (DenseSet<uint64_t> Seen; !Pending.empty() && Seen.size() < MostReached;) {
    uint64_t Key = Pending.pop_back_val();
    auto Found = Failures.find(Key);
    if (Found == Failures.end() || !Seen.insert(Key).second)
      continue;
    for (auto [Number, Index] : Found->second) {
      UnitSummary &To = Reached[Number];
      To.Files = Units[Number].Files;
      To.Failures.push_back(Units[Number].Failures[Index]);
      append_range(Pending, To.Failures.back().If);
    }
  }
}

std::vector<UnitSummary> LastProgram::reachedFrom(const UnitSummary &Own, StringRef File) const {
  DenseSet<uint64_t> Seen; // Own functions are as they are now.
  for (const FunctionSummary &Function : Own.Functions)
    Seen.insert(Function.Key);
  std::deque<uint64_t> Pending;
  auto AddCallees = [&](const FunctionSummary &Function) {
    for (const CallSite &Call : Function.Calls)
      Pending.push_back(Call.Callee);
    for (const HandedCallable &Handed : Function.Handed)
      Pending.push_back(Handed.Callable);
  };
  for (const FunctionSummary &Function : Own.Functions) {
    AddCallees(Function);
    if (auto Found = Overriders.find(Function.Key); Found != Overriders.end())
      append_range(Pending, Found->second);
  }
  DenseMap<uint32_t, UnitSummary> Reached;
  for (size_t Count = 0; !Pending.empty() && Count < MostReached;) {
    uint64_t Key = Pending.front();
    Pending.pop_front();
    if (!Seen.insert(Key).second)
      continue;
    if (auto Found = Overriders.find(Key); Found != Overriders.end())
      append_range(Pending, Found->second);
    auto Found = Definitions.find(Key);
    if (Found == Definitions.end())
      continue;
    for (auto [Number, Index] : Found->second) {
      const UnitSummary &Unit = Units[Number];
      const FunctionSummary &Function = Unit.Functions[Index];
      if (isWrittenIn(Function, Unit, File))
        continue;
      ++Count;
      UnitSummary &To = Reached[Number];
      To.Files = Unit.Files;
      To.Functions.push_back(Function);
      To.Functions.back().OnEventLoop =
          false; // What its own file shows is no business of this one.
      AddCallees(Function);
    }
  }
  addFailures(Own, Reached);
  std::vector<UnitSummary> Result;
  for (uint32_t Unit = 0; Unit < Units.size(); ++Unit)
    if (auto Found = Reached.find(Unit); Found != Reached.end())
      Result.push_back(std::move(Found->second));
  if (!Result.empty())
    for (const auto &[Overridden, Each] : Overriders)
      if (Seen.contains(Overridden))
        for (uint64_t Overrider : Each)
          Result.front().Overrides.push_back({Overrider, Overridden});
  return Result;
}

} // namespace corolint

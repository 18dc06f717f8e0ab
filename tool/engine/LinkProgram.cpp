// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/LinkProgram.h"
#include "checks/summary/BlockingChains.h"
#include "checks/summary/LinkedFailures.h"
#include "checks/summary/PackedSummary.h"
#include "tool/engine/ResultPaths.h"
#include "tool/findings/SourceText.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>
#include <set>

using namespace llvm;

namespace corolint {
namespace {

constexpr const char *CheckOf[] = {"async-blocking-call", "async-sync-wait"};
constexpr const char *CheckOfFailures = "async-unobserved-failure";

/// Calls by file, line and column.
using Places = std::set<std::tuple<std::string, unsigned, unsigned>>;

Places::value_type keyOf(const UnitSummary &Unit, const Site &At) {
  return {Unit.Files[At.File], At.Line, At.Column};
}

Place placeOf(const UnitSummary &Unit, const Site &At, SourceText &Text) {
  const std::string &File = Unit.Files[At.File];
  return {File, Text.offset(File, At.Line, At.Column), At.Line, At.Column};
}

class Telling {
public:
  Telling(ArrayRef<const UnitSummary *> Units, ChainKind Kind) : Units(Units), Kind(Kind) {
    // What a unit has told of another that sees less of it does not tell again.
    for (const UnitSummary *Unit : Units) {
      for (const OffloadedCall &Call : Unit->Offloaded)
        Offloaded.try_emplace(keyOf(*Unit, Call.At), &Call);
      for (const FunctionSummary &Function : Unit->Functions)
        for (const CallSite &Call : Function.Calls)
          if (Function.OnEventLoop && Call.State[unsigned(Kind)] == CallState::Told)
            Told.insert(keyOf(*Unit, Call.At));
    }
  }

  /// \p ResultOf: the result of a unit.
  void addFindings(function_ref<UnitResult &(const UnitSummary *)> ResultOf) {
    for (const BlockingChain &Chain : findBlockingChains(Units, Kind)) {
      const Hop &First = Chain.Hops.front();
      if (!Chain.Call || (Chain.Call->IsAside && Chain.Primitive->Level == Tier::Quiet) ||
          !Told.insert(keyOf(*First.Unit, *First.At)).second)
        continue;
      Finding Found = finding(Chain);
      UnitResult &Result = ResultOf(First.Unit);
      if (Chain.Call->State[unsigned(Kind)] == CallState::Suppressed)
        Result.Suppressed.push_back({Found, {Found.At}});
      else
        Result.Findings.push_back(std::move(Found));
    }
  }

private:
  Finding finding(const BlockingChain &Chain) {
    const Hop &First = Chain.Hops.front();
    ChainText Said = describe(Chain, Kind);
    Finding Found;
    Found.Check = CheckOf[unsigned(Kind)];
    Found.Severity = Chain.Primitive->Level == Tier::Quiet ? Level::Remark
                     : First.Unit->IsError[unsigned(Kind)] ? Level::Error
                                                           : Level::Warning;
    Found.Message = Said.Message;
    Found.At = Found.End = placeOf(*First.Unit, *First.At, Text);
    Found.Function = First.Caller->QualifiedName.str();
    for (const ChainNote &Step : Said.Steps)
      Found.Notes.push_back({placeOf(*Step.Unit, *Step.At, Text), Step.Text});
    if (auto Elsewhere = Offloaded.find(keyOf(*First.Unit, *First.At)); Elsewhere != Offloaded.end())
      addOffload(Found, *Elsewhere->second);
    else if (Said.Instead)
      Found.Notes.push_back(
          {placeOf(*Said.Instead->Unit, *Said.Instead->At, Text), Said.Instead->Text});
    return Found;
  }

  static void addOffload(Finding &Found, const OffloadedCall &Call) {
    Found.Notes.push_back({Found.At, OffloadAdvice.str()});
    Fix Elsewhere{/*Safe=*/false, OffloadAdvice.str(), {}};
    for (const OffloadedCall::Edit &Each : Call.Edits)
      Elsewhere.Edits.push_back({Found.At.File, Each.Offset, Each.Length, Each.Text.str()});
    sort(Elsewhere.Edits);
    Found.Fixes.push_back(std::move(Elsewhere));
  }

  ArrayRef<const UnitSummary *> Units;
  const ChainKind Kind;
  Places Told;
  std::map<Places::value_type, const OffloadedCall *> Offloaded;
  SourceText Text;
};

/// Takes from the results of \p Units what they found and together refute, and notes on the rest
/// where another unit shows it.
void settleFailures(ArrayRef<const UnitSummary *> Units,
                    function_ref<UnitResult &(const UnitSummary *)> ResultOf) {
  const LinkedFailures Linked(Units);
  SourceText Text;
  for (const UnitSummary *Unit : Units) {
    // Several may be at one place: out of one macro, or one finding for several instances.
    std::map<Places::value_type, SmallVector<const UnsettledFinding *, 1>> Unsettled;
    for (const UnsettledFinding &Each : Unit->Unsettled)
      Unsettled[keyOf(*Unit, Each.At)].push_back(&Each);
    if (Unsettled.empty())
      continue;
    auto Find = [&](const Finding &Of) -> ArrayRef<const UnsettledFinding *> {
      auto Known = Unsettled.find({Of.At.File, Of.At.Line, Of.At.Column});
      return Of.Check == CheckOfFailures && Known != Unsettled.end()
                 ? ArrayRef<const UnsettledFinding *>(Known->second)
                 : ArrayRef<const UnsettledFinding *>();
    };
    auto IsRefuted = [&](const Finding &Of) {
      ArrayRef<const UnsettledFinding *> Known = Find(Of);
      return !Known.empty() &&
             none_of(Known, [&](const UnsettledFinding *Each) { return Linked.isRight(*Each); });
    };
    UnitResult &Result = ResultOf(Unit);
    erase_if(Result.Findings, IsRefuted);
    erase_if(Result.Suppressed, [&](const SuppressedFinding &Each) { return IsRefuted(Each.Of); });
    for (Finding &Each : Result.Findings)
      for (const UnsettledFinding *Known : Find(Each))
        if (std::optional<LinkedFailures::Proof> Proof = Linked.proofOf(*Known)) {
          Each.Notes.push_back({placeOf(*Proof->Unit, *Proof->Of->At, Text),
                                ("'" + Proof->Of->Name + "' may fail here").str()});
          break;
        }
  }
}

} // namespace

Error linkProgram(MutableArrayRef<UnitResult> Results, StringRef Root,
                  ArrayRef<std::string> Origins) {
  std::vector<std::pair<UnitSummary, UnitResult *>> Summaries;
  for (auto [Index, Result] : enumerate(Results))
    if (!Result.Summary.Data.empty()) {
      Expected<UnitSummary> Summary = unpack(Result.Summary.Data);
      if (!Summary)
        return Origins.empty()
                   ? Summary.takeError()
                   : createStringError(Twine(Origins[Index]) + ": these results are damaged: " +
                                       toString(Summary.takeError()));
      for (std::string &File : Summary->Files)
        File = absoluteInRoot(File, Root);
      Summaries.push_back({std::move(*Summary), &Result});
      Result.Summary.Data = std::string();
    }
  std::vector<const UnitSummary *> Units;
  DenseMap<const UnitSummary *, UnitResult *> ResultOf;
  for (const auto &[Summary, Result] : Summaries) {
    Units.push_back(&Summary);
    ResultOf[&Summary] = Result;
  }
  auto Find = [&](const UnitSummary *Unit) -> UnitResult & { return *ResultOf.lookup(Unit); };
  for (ChainKind Kind : {ChainKind::Blocking, ChainKind::SyncWait})
    Telling(Units, Kind).addFindings(Find);
  settleFailures(Units, Find);
  return Error::success();
}

} // namespace corolint

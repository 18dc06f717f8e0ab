// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/Spans.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/Suspensions.h"
#include "llvm/ADT/MapVector.h"
#include <map>
#include <set>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

using Crossings = std::set<const CoroutineSuspendExpr *>;

/// What is known of one thing on the paths to a place.
struct ThingState {
  std::map<const Stmt *, Crossings> Live; ///< By where it began.
  std::set<const Stmt *> Ended;           ///< Where it has ended since it last began.
  bool operator==(const ThingState &) const = default;
};

struct PathState {
  std::map<const void *, ThingState> Things;

  PathState &operator|=(const PathState &Other) {
    for (const auto &[Thing, Theirs] : Other.Things) {
      ThingState &Ours = Things[Thing];
      for (const auto &[Begin, Crossed] : Theirs.Live)
        Ours.Live[Begin].insert(Crossed.begin(), Crossed.end());
      Ours.Ended.insert(Theirs.Ended.begin(), Theirs.Ended.end());
    }
    return *this;
  }
  bool operator==(const PathState &) const = default;
};

/// Collects what uses find.
class SpanCollector {
public:
  explicit SpanCollector(ASTContext &Context)
      : Context(Context), IsEarlier(Context.getSourceManager()) {}

  void use(const SpanStep &Step, const ThingState &Now) {
    for (const auto &[Begin, Crossed] : Now.Live) {
      Span &Entry = Found[{Step.Thing, {Begin, Step.At}}];
      Entry.Thing = Step.Thing;
      Entry.Begin = Begin;
      Entry.Use = Step.At;
      for (const CoroutineSuspendExpr *Each : Crossed)
        if (!is_contained(Entry.Crossed, Each))
          Entry.Crossed.push_back(Each);
      for (const Stmt *Each : Now.Ended)
        if (Each && !is_contained(Entry.Ended, Each))
          Entry.Ended.push_back(Each);
    }
  }

  std::vector<Span> take() {
    std::vector<Span> Result;
    for (auto &[Key, Each] : Found) {
      auto Excludes = [&](const Stmt *Part) {
        return mayExcludeEachOther(Part, Each.Use, Context) ||
               mayExcludeEachOther(Each.Begin, Part, Context);
      };
      if (mayExcludeEachOther(Each.Begin, Each.Use, Context) ||
          any_of(Each.Ended, [&](const Stmt *End) {
            return haveRelatedConditions(End, Each.Use, Context);
          }))
        continue;
      erase_if(Each.Crossed, Excludes);
      sort(Each.Crossed, [&](const Expr *One, const Expr *Other) { return before(One, Other); });
      sort(Each.Ended, [&](const Stmt *One, const Stmt *Other) { return before(One, Other); });
      Result.push_back(std::move(Each));
    }
    sort(Result, [&](const Span &One, const Span &Other) {
      if (before(One.Use, Other.Use) != before(Other.Use, One.Use))
        return before(One.Use, Other.Use);
      return before(One.Begin, Other.Begin);
    });
    return Result;
  }

private:
  bool before(const Stmt *One, const Stmt *Other) const {
    if (!One || !Other)
      return !One && Other;
    return IsEarlier(One->getBeginLoc(), Other->getBeginLoc());
  }

  ASTContext &Context;
  BeforeThanCompare<SourceLocation> IsEarlier;
  MapVector<std::pair<const void *, std::pair<const Stmt *, const Stmt *>>, Span> Found;
};

} // namespace

std::vector<Span> spans(const CFG &Graph, ASTContext &Context,
                        function_ref<void(const CFGElement &, SmallVectorImpl<SpanStep> &)> StepsOf,
                        ArrayRef<SpanStep> AtEntry) {
  SuspensionPoints Points(Graph);
  SpanCollector Collector(Context);
  // The walk comes by more than once.
  DenseMap<const CFGElement *, SmallVector<SpanStep, 1>> StepsAt;
  PathState Entry;
  for (const SpanStep &Step : AtEntry)
    Entry.Things[Step.Thing].Live[Step.At];
  followForward(Graph, Entry, [&](PathState &Now, const CFGElement &Element, bool Final) {
    auto [Known, IsNew] = StepsAt.try_emplace(&Element);
    if (IsNew)
      StepsOf(Element, Known->second);
    for (const SpanStep &Step : Known->second) {
      if (Step.Does == SpanStep::Uses) {
        auto Known = Now.Things.find(Step.Thing);
        if (Final && Known != Now.Things.end())
          Collector.use(Step, Known->second);
        continue;
      }
      ThingState &Thing = Now.Things[Step.Thing];
      if (Step.Does == SpanStep::Swaps) {
        std::swap(Thing, Now.Things[Step.With]);
        continue;
      }
      bool WasLive = !Thing.Live.empty();
      Thing.Live.clear();
      if (Step.Does == SpanStep::Begins) {
        Thing.Ended.clear();
        Thing.Live[Step.At];
      } else if (WasLive) {
        Thing.Ended.insert(Step.At);
      }
    }
    std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
    const CoroutineSuspendExpr *Suspends = Statement ? Points.at(Statement->getStmt()) : nullptr;
    if (Suspends)
      for (auto &[Thing, State] : Now.Things)
        for (auto &[Begin, Crossed] : State.Live)
          Crossed.insert(Suspends);
  });
  return Collector.take();
}

} // namespace corolint

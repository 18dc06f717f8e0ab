// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The control flow of one function, and the walk over it that questions about paths share.

#pragma once

#include "clang/Analysis/CFG.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"
#include <map>

namespace corolint {

/// The control flow of what \p Function evaluates itself; for a coroutine, of its body as written.
/// Every expression is an element, in the order of evaluation; calls that may throw have an edge to
/// the handler or to the end; where the lifetime of a variable ends is an element, too. Null for
/// what clang cannot build.
std::unique_ptr<clang::CFG> controlFlow(const clang::FunctionDecl *Function,
                                        clang::ASTContext &Context);

/// Whether the condition of the loop that \p Block decides on holds the first time that it is met: a
/// constant's comparison with what the loop sets its own counter to.
bool isFirstTurnCertain(const clang::CFGBlock &Block);

/// Whether the step of \p For makes its condition, a pointer or flag, false: there is no second
/// turn. Macros that only declare something for one turn are written so.
bool turnsOnce(const clang::ForStmt *For);

/// Follows \p State, made of facts that hold on some path, forward through \p Graph. It starts as
/// \p Entry; where paths meet it is what `|=` makes of their states; a default State is what no
/// path has reached. What a loop whose first turn is certain leaves behind has turned; one that
/// turns once does not come back. \p Step(State &, const CFGElement &, bool Final) is called until
/// nothing changes, and then with Final set, once for each element that can be reached.
template <typename State, typename StepFunction>
void followForward(const clang::CFG &Graph, const State &Entry, StepFunction Step) {
  using Block = clang::CFGBlock;
  std::vector<State> Ends(Graph.getNumBlockIDs());
  // Of the blocks that decide on loops: what they hand on to one of the two ways.
  std::map<const Block *, State> AfterTurns, BeforeTurn;
  for (const Block *Each : Graph) {
    if (isFirstTurnCertain(*Each))
      AfterTurns[Each];
    const auto *For = llvm::dyn_cast_or_null<clang::ForStmt>(Each->getTerminatorStmt());
    if (For && Each->succ_size() == 2 && turnsOnce(For))
      BeforeTurn[Each];
  }
  auto Join = [&](State &Now, const Block *Before, const Block *Next) {
    auto Turned = AfterTurns.find(Before), Once = BeforeTurn.find(Before);
    if (Turned != AfterTurns.end() && *std::next(Before->succ_begin()) == Next)
      Now |= Turned->second;
    else if (Once != BeforeTurn.end() && *Before->succ_begin() == Next)
      Now |= Once->second;
    else
      Now |= Ends[Before->getBlockID()];
  };
  enum class From { Anywhere, ATurn, Outside };
  auto Run = [&](const Block *Of, bool Final, From Where = From::Anywhere) {
    State Now = Of == &Graph.getEntry() ? Entry : State();
    for (const Block::AdjacentBlock &Before : Of->preds())
      if (Before &&
          (Where == From::Anywhere || (Where == From::ATurn) == bool(Before->getLoopTarget())))
        Join(Now, Before, Of);
    for (const clang::CFGElement &Element : *Of)
      Step(Now, Element, Final);
    return Now;
  };
  clang::PostOrderCFGView Order(&Graph);
  clang::ForwardDataflowWorklist Worklist(Graph, &Order);
  for (const Block *Each : Order)
    Worklist.enqueueBlock(Each);
  while (const Block *Each = Worklist.dequeue()) {
    State End = Run(Each, false);
    bool Changes = End != Ends[Each->getBlockID()];
    Ends[Each->getBlockID()] = std::move(End);
    auto Rerun = [&](std::map<const Block *, State> &Of, From Where) {
      auto Known = Of.find(Each);
      if (Known == Of.end())
        return;
      State Later = Run(Each, false, Where);
      Changes |= Later != Known->second;
      Known->second = std::move(Later);
    };
    Rerun(AfterTurns, From::ATurn);
    Rerun(BeforeTurn, From::Outside);
    if (Changes)
      Worklist.enqueueSuccessors(Each);
  }
  for (const Block *Each : Order)
    Run(Each, true);
}

} // namespace corolint

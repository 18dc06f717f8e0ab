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

/// Follows \p State, made of facts that hold on some path, forward through \p Graph. It starts as
/// \p Entry; where paths meet it is what `|=` makes of their states; a default State is what no path
/// has reached. \p Step(State &, const CFGElement &, bool Final) is called until nothing changes,
/// and then with Final set, once for each element that can be reached.
template <typename State, typename StepFunction>
void followForward(const clang::CFG &Graph, const State &Entry, StepFunction Step) {
  using Block = clang::CFGBlock;
  std::vector<State> Ends(Graph.getNumBlockIDs());
  std::map<const Block *, State> AfterTurns; // Of the blocks that decide on such loops.
  for (const Block *Each : Graph)
    if (isFirstTurnCertain(*Each))
      AfterTurns[Each];
  auto Join = [&](State &Now, const Block *Before, const Block *Next) {
    auto Turned = AfterTurns.find(Before);
    if (Turned != AfterTurns.end() && *std::next(Before->succ_begin()) == Next)
      Now |= Turned->second;
    else
      Now |= Ends[Before->getBlockID()];
  };
  auto Run = [&](const Block *Of, bool Final, bool OnlyTurned = false) {
    State Now = Of == &Graph.getEntry() ? Entry : State();
    for (const Block::AdjacentBlock &Before : Of->preds())
      if (Before && (!OnlyTurned || Before->getLoopTarget()))
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
    if (auto Turned = AfterTurns.find(Each); Turned != AfterTurns.end()) {
      State Later = Run(Each, false, /*OnlyTurned=*/true);
      Changes |= Later != Turned->second;
      Turned->second = std::move(Later);
    }
    if (Changes)
      Worklist.enqueueSuccessors(Each);
  }
  for (const Block *Each : Order)
    Run(Each, true);
}

} // namespace corolint

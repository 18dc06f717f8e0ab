// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The control flow of one function, and the walk over it that questions about paths share.

#pragma once

#include "clang/Analysis/CFG.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"
#include "llvm/ADT/STLExtras.h"

namespace corolint {

/// The control flow of what \p Function evaluates itself; for a coroutine, of its body as written.
/// Every expression is an element, in the order of evaluation; calls that may throw have an edge to
/// the handler or to the end; where the lifetime of a variable ends is an element, too. Null for
/// what clang cannot build.
std::unique_ptr<clang::CFG> controlFlow(const clang::FunctionDecl *Function,
                                        clang::ASTContext &Context);

/// Follows \p State, made of facts that hold on some path, forward through \p Graph. It starts as
/// \p Entry; where paths meet it is what `|=` makes of their states; a default State is what no path
/// has reached. \p Step(State &, const CFGElement &, bool Final) is called until nothing changes,
/// and then with Final set, once for each element that can be reached.
template <typename State, typename StepFunction>
void followForward(const clang::CFG &Graph, const State &Entry, StepFunction Step) {
  std::vector<State> Ends(Graph.getNumBlockIDs());
  auto StartOf = [&](const clang::CFGBlock *Block) {
    State Start = Block == &Graph.getEntry() ? Entry : State();
    for (const clang::CFGBlock::AdjacentBlock &Before : Block->preds())
      if (Before)
        Start |= Ends[Before->getBlockID()];
    return Start;
  };
  auto Run = [&](const clang::CFGBlock *Block, bool Final) {
    State Now = StartOf(Block);
    for (const clang::CFGElement &Element : *Block)
      Step(Now, Element, Final);
    return Now;
  };
  clang::PostOrderCFGView Order(&Graph);
  clang::ForwardDataflowWorklist Worklist(Graph, &Order);
  for (const clang::CFGBlock *Block : Order)
    Worklist.enqueueBlock(Block);
  while (const clang::CFGBlock *Block = Worklist.dequeue()) {
    State End = Run(Block, false);
    if (End == Ends[Block->getBlockID()])
      continue;
    Ends[Block->getBlockID()] = std::move(End);
    Worklist.enqueueSuccessors(Block);
  }
  for (const clang::CFGBlock *Block : Order)
    Run(Block, true);
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ExecutorSwitches.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AsyncContext.h"
#include "clang/Analysis/CFG.h"
#include "clang/Analysis/FlowSensitive/DataflowWorklist.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

enum class Target { None, Elsewhere, EventLoop };

/// Where the coroutine is after awaiting \p Await.
Target switchTarget(const CoawaitExpr *Await, CoroutineTypes &Types) {
  Call Switch = asCall(Await->getOperand());
  if (!Switch)
    return Target::None;
  auto To = SwitchTarget::None;
  for (const FunctionModel *Model : modelsOf(Switch, Types))
    if (To == SwitchTarget::None)
      To = Model->Switches;
  if (To == SwitchTarget::None)
    return Target::None;
  if (To != SwitchTarget::Named)
    return To == SwitchTarget::EventLoop ? Target::EventLoop : Target::Elsewhere;
  // A switch that names no executor resumes on the coroutine's own.
  switch (executorOf(Switch, Types)) {
  case ExecutorKind::None:
  case ExecutorKind::EventLoop:
    return Target::EventLoop;
  case ExecutorKind::Unknown:
  case ExecutorKind::ThreadPool:
    return Target::Elsewhere;
  }
  llvm_unreachable("all kinds are handled");
}

class AwaitFinder : public FunctionBodyVisitor<AwaitFinder> {
public:
  SmallVector<const CoawaitExpr *, 8> Awaits;
  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    Awaits.push_back(Await);
    return true;
  }
};

} // namespace

DenseSet<const Stmt *> runsElsewhere(const FunctionDecl *Function, CoroutineTypes &Types) {
  DenseSet<const Stmt *> Result;
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  if (!Body)
    return Result;
  AwaitFinder Finder;
  Finder.visitBodyOf(Function);
  DenseMap<const Stmt *, Target> Switches;
  for (const CoawaitExpr *Await : Finder.Awaits)
    if (Target To = switchTarget(Await, Types); To != Target::None)
      Switches[Await] = To;
  if (Switches.empty())
    return Result;

  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddEHEdges = true; // A handler may run after any switch in its try block.
  std::unique_ptr<CFG> Graph = CFG::buildCFG(Function, Body->getBody(), &Types.context(), Options);
  if (!Graph)
    return Result;

  // Forward: a block starts elsewhere if some predecessor ends elsewhere. The state only ever
  // grows, so this ends.
  std::vector<bool> EndsElsewhere(Graph->getNumBlockIDs());
  auto Run = [&](const CFGBlock *Block, bool Elsewhere, DenseSet<const Stmt *> *Record) {
    for (const CFGElement &Element : *Block)
      if (std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>()) {
        if (Elsewhere && Record)
          Record->insert(Statement->getStmt());
        if (Target To = Switches.lookup(Statement->getStmt()); To != Target::None)
          Elsewhere = To == Target::Elsewhere;
      }
    return Elsewhere;
  };
  auto StartsElsewhere = [&](const CFGBlock *Block) {
    return any_of(Block->preds(), [&](const CFGBlock::AdjacentBlock &Before) {
      return Before && EndsElsewhere[Before->getBlockID()];
    });
  };
  PostOrderCFGView Order(Graph.get());
  ForwardDataflowWorklist Worklist(*Graph, &Order);
  for (const CFGBlock *Block : Order)
    Worklist.enqueueBlock(Block);
  while (const CFGBlock *Block = Worklist.dequeue()) {
    bool End = Run(Block, StartsElsewhere(Block), nullptr);
    if (End == EndsElsewhere[Block->getBlockID()])
      continue;
    EndsElsewhere[Block->getBlockID()] = End;
    Worklist.enqueueSuccessors(Block);
  }
  for (const CFGBlock *Block : Order)
    Run(Block, StartsElsewhere(Block), &Result);
  return Result;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/Suspensions.h"
#include "checks/knowledge/CoroutineTypes.h"
#include "clang/Analysis/CFG.h"

using namespace clang;
using namespace llvm;

namespace corolint {

DenseSet<const Stmt *> afterSuspension(const FunctionDecl *Function) {
  DenseSet<const Stmt *> Result;
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  if (!Body)
    return Result;
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddEHEdges = true; // What an await throws goes on in a handler.
  std::unique_ptr<CFG> Graph =
      CFG::buildCFG(Function, Body->getBody(), &Function->getASTContext(), Options);
  if (!Graph)
    return Result;

  DenseSet<const CFGBlock *> Reached;
  SmallVector<const CFGBlock *, 16> Pending;
  auto Reach = [&](const CFGBlock *From) {
    // The loop that a macro wraps around its argument turns once.
    if (const Stmt *Loop = From->getLoopTarget(); Loop && Loop->getBeginLoc().isMacroID())
      return;
    for (const CFGBlock::AdjacentBlock &Next : From->succs())
      if (Next && Reached.insert(Next).second)
        Pending.push_back(Next);
  };
  auto Run = [&](const CFGBlock *Block, bool Suspended) {
    for (const CFGElement &Element : *Block)
      if (std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>()) {
        const Stmt *Evaluated = Statement->getStmt();
        if (Suspended)
          Result.insert(Evaluated);
        const auto *Await = dyn_cast<CoroutineSuspendExpr>(Evaluated);
        Suspended |= Await && maySuspend(Await);
      }
    if (Suspended)
      Reach(Block);
  };
  for (const CFGBlock *Block : *Graph)
    Run(Block, /*Suspended=*/false);
  while (!Pending.empty())
    Run(Pending.pop_back_val(), /*Suspended=*/true);
  return Result;
}

bool maySuspend(const CoroutineSuspendExpr *Await) {
  const auto *Awaited = dyn_cast<CoawaitExpr>(Await);
  return !Awaited || !neverSuspends(Awaited);
}

SuspensionPoints::SuspensionPoints(const CFG &Graph) {
  DenseSet<const Stmt *> Elements;
  SmallVector<const CoroutineSuspendExpr *, 8> Awaits;
  for (const CFGBlock *Block : Graph)
    for (const CFGElement &Element : *Block)
      if (std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>()) {
        Elements.insert(Statement->getStmt());
        const auto *Await = dyn_cast<CoroutineSuspendExpr>(Statement->getStmt());
        if (Await && maySuspend(Await))
          Awaits.push_back(Await);
      }
  for (const CoroutineSuspendExpr *Await : Awaits) {
    const Expr *Suspend = Await->getSuspendExpr();
    Suspend = Suspend ? Suspend->IgnoreImplicit() : nullptr;
    Points[Suspend && Elements.contains(Suspend) ? static_cast<const Stmt *>(Suspend) : Await] =
        Await;
  }
}

} // namespace corolint

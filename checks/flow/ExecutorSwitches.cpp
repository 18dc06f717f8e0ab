// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ExecutorSwitches.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/ThreadOwners.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

enum class Target { None, Elsewhere, EventLoop };

/// Whether awaiting \p Await resumes the coroutine on a thread of the program's own pool: what it
/// awaits is one or was made by one, or gives it to one. Not so a task, of which that says nothing.
bool goesToOwnThreads(const CoawaitExpr *Await, CoroutineTypes &Types) {
  const Expr *Operand = ignoreWrapping(Await->getOperand());
  const CoroutineType Type = Types.of(Operand->getType());
  if (Type.Kind == TypeKind::Task || Type.Kind == TypeKind::FireAndForget ||
      Type.Kind == TypeKind::Future)
    return false;
  auto IsPool = [](const Expr *Value) {
    QualType Of = ignoreWrapping(Value)->getType().getNonReferenceType();
    return ownsThreads((Of->isPointerType() ? Of->getPointeeType() : Of)->getAsCXXRecordDecl());
  };
  const Call Made = asCall(Operand);
  return IsPool(Operand) || (Made && Made.Object && IsPool(Made.Object)) ||
         (Made && any_of(Made.Arguments, IsPool)) || handsToThread(Await);
}

/// Where the coroutine is after awaiting \p Await.
Target switchTarget(const CoawaitExpr *Await, CoroutineTypes &Types, bool PoolsCount) {
  // co_await ui;
  if (Types.of(Await->getOperand()->getType()).Kind == TypeKind::EventLoop)
    return Target::EventLoop;
  Call Switch = asCall(Await->getOperand());
  auto To = SwitchTarget::None;
  bool IsModelled = false;
  if (Switch)
    for (const FunctionModel *Model : modelsOf(Switch, Types)) {
      IsModelled = true;
      if (To == SwitchTarget::None)
        To = Model->Switches;
    }
  if (To == SwitchTarget::None)
    return IsModelled || !goesToOwnThreads(Await, Types) ? Target::None
           : PoolsCount                                  ? Target::EventLoop
                                                         : Target::Elsewhere;
  ExecutorKind Named = To != SwitchTarget::Bound       ? executorOf(Switch, Types)
                       : Switch.Arguments.empty()      ? ExecutorKind::None
                                                       : executorOf(Switch.Arguments.back(), Types);
  if (To == SwitchTarget::EventLoop || (PoolsCount && Named == ExecutorKind::ThreadPool))
    return Target::EventLoop;
  if (To == SwitchTarget::Elsewhere)
    return Target::Elsewhere;
  // A switch that names no executor resumes on the coroutine's own.
  switch (Named) {
  case ExecutorKind::None:
  case ExecutorKind::EventLoop:
    return Target::EventLoop;
  case ExecutorKind::Unknown:
    return Target::Elsewhere;
  case ExecutorKind::ThreadPool:
    return Target::Elsewhere;
  }
  llvm_unreachable("all kinds are handled");
}

/// Those of \p Awaits that post the coroutine to one or the other of several objects of which
/// nothing is known: executors of its own.
SmallVector<const CoawaitExpr *, 2> hopsBetween(ArrayRef<const CoawaitExpr *> Awaits,
                                                CoroutineTypes &Types) {
  MapVector<const FunctionDecl *, SmallVector<const CoawaitExpr *, 2>> Hops;
  DenseMap<const FunctionDecl *, SmallPtrSet<const ValueDecl *, 2>> Objects;
  for (const CoawaitExpr *Await : Awaits) {
    const ValueDecl *Object = postedTo(Await);
    Call Made = asCall(Await->getOperand());
    if (!Object || !Made || !modelsOf(Made, Types).empty())
      continue;
    Hops[Made.Callee->getCanonicalDecl()].push_back(Await);
    Objects[Made.Callee->getCanonicalDecl()].insert(Object);
  }
  SmallVector<const CoawaitExpr *, 2> Found;
  for (const auto &[Callee, Each] : Hops)
    if (Objects[Callee].size() > 1)
      append_range(Found, Each);
  return Found;
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

DenseSet<const Stmt *> runsElsewhere(const FunctionDecl *Function, CoroutineTypes &Types,
                                    bool PoolsCount) {
  DenseSet<const Stmt *> Result;
  if (!coroutineBody(Function))
    return Result;
  AwaitFinder Finder;
  Finder.visitBodyOf(Function);
  DenseMap<const Stmt *, Target> Switches;
  for (const CoawaitExpr *Await : Finder.Awaits)
    if (Target To = switchTarget(Await, Types, PoolsCount); To != Target::None)
      Switches[Await] = To;
  for (const CoawaitExpr *Await : hopsBetween(Finder.Awaits, Types))
    Switches.try_emplace(Await, Target::Elsewhere);
  if (Switches.empty())
    return Result;

  std::unique_ptr<CFG> Graph = controlFlow(Function, Types.context());
  if (!Graph)
    return Result;
  // Whether it may run elsewhere. A handler may run after any switch in its try block.
  followForward(*Graph, false, [&](bool &Elsewhere, const CFGElement &Element, bool Final) {
    std::optional<CFGStmt> Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    if (Elsewhere && Final)
      Result.insert(Statement->getStmt());
    if (Target To = Switches.lookup(Statement->getStmt()); To != Target::None)
      Elsewhere = To == Target::Elsewhere;
  });
  return Result;
}

} // namespace corolint

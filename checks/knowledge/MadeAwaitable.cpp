// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/MadeAwaitable.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Made gives a handle to work that goes on, and is heard of, without it.
bool isHandleOnly(const Call &Made, const CoroutineType &Type, DropFate Fate,
                  CoroutineTypes &Types) {
  // A continuation added to work under way (task.then(…)) is heard of by that work, unless it owns
  // it.
  const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
  if (Method && Fate != DropFate::NeverRuns && Fate != DropFate::Cancelled && !Method->isStatic() &&
      Types.of(Method->getParent()).isAwaitable())
    return true;
  // A promise that asks its base what to await first or last is no coroutine that forgets to.
  if (Method && Method->getIdentifier() &&
      is_contained({"initial_suspend", "final_suspend"}, Method->getName()))
    return true;
  // A runtime that is told to start something does so whatever becomes of the handle.
  if (Fate == DropFate::Unknown && roleOf(Made, &FunctionModel::Spawn, Types))
    return true;
  // What is there already, and no failure, is nothing to wait for.
  if (is_contained({DropFate::RunsUnobserved, DropFate::Unknown, DropFate::NeverRuns}, Fate) &&
      any_of(modelsOf(Made, Types), [](const FunctionModel *Model) {
        return Model->Completed && !Model->Rethrows;
      }))
    return true;
  // What hands on an argument, such as std::exchange, starts nothing.
  if (Made.Callee->isInStdNamespace() && Fate != DropFate::Blocks && !isStdInvoke(Made))
    return true;
  // A runtime that was handed a task gives a handle to it, and runs it whether or not that is
  // awaited.
  return Type.Kind == TypeKind::Awaitable && any_of(Made.Arguments, [&](const Expr *Argument) {
           return Types.of(Argument->getType()).Kind == TypeKind::Task;
         });
}

} // namespace

std::optional<MadeAwaitable> madeAwaitable(const Expr *Value, CoroutineTypes &Types) {
  if (!Value->isPRValue())
    return std::nullopt;
  MadeAwaitable Found;
  Found.Type = Types.of(Value->getType());
  Found.OfAwait = isa<CoawaitExpr>(ignoreWrapping(Value));
  Found.Source = awaitedOperand(Value);
  // A call, or an operation that is an object of its own.
  bool IsObject = isa<CXXTemporaryObjectExpr>(Found.Source) &&
                  Found.Type.Kind == TypeKind::Operation &&
                  Found.Type.Dropped == DropFate::NeverRuns;
  if (!isa<CallExpr>(Found.Source) && !IsObject)
    return std::nullopt;
  Found.Made = asCallItself(Found.Source);
  Found.Fate = Found.Type.Dropped;
  if (Found.Made && !Found.OfAwait)
    if (const DropFate *Of = roleOf(Found.Made, &FunctionModel::Dropped, Types))
      Found.Fate = *Of;
  // std::async's future can be no operand of co_await, and its dropping still waits.
  if (!Found.Type.isAwaitable() && Found.Fate != DropFate::Blocks)
    return std::nullopt;
  // A task started and handed back by an awaited call (a join handle) may be dropped where it runs
  // on.
  bool RunsOn = Found.Fate == DropFate::RunsUnobserved || Found.Fate == DropFate::Unknown;
  if (Found.Fate == DropFate::Harmless || (Found.OfAwait && RunsOn) ||
      (Found.Made && isHandleOnly(Found.Made, Found.Type, Found.Fate, Types)))
    return std::nullopt;
  return Found;
}

StringRef consequence(const MadeAwaitable &Dropped) {
  switch (Dropped.Fate) {
  case DropFate::NeverRuns:
    return Dropped.Type.Kind == TypeKind::Operation ? "the operation it returns never starts"
                                                    : "the coroutine it returns never runs";
  case DropFate::RunsUnobserved:
    return "it runs unobserved, and its failure is lost";
  case DropFate::Cancelled:
    return "what it started is cancelled at once";
  case DropFate::Blocks:
    return "dropping its result blocks the thread until the work is done";
  case DropFate::Leaks:
    return "it never runs, and its memory is never freed";
  case DropFate::Harmless:
  case DropFate::Unknown:
    break;
  }
  return Dropped.Type.Kind == TypeKind::Awaitable
             ? "the awaitable it returns is dropped, and nothing waits for it"
             : "nothing waits for it or hears of its failure";
}

} // namespace corolint

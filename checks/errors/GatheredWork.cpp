// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/errors/GatheredWork.h"
#include "checks/flow/Failures.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ContainerChanges.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What a container of a function is filled with.
class FillingFinder : public CallVisitor<FillingFinder> {
public:
  explicit FillingFinder(const VarDecl *Container) : Container(Container) {}
  SmallVector<const Expr *, 4> Found;
  bool IsHandedOn = false; ///< Others may fill it, too.

  bool visitCall(const Call &Made) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (Method && namedVariable(Made.Object) == Container && changeOf(Method) == ChangeKind::Grows &&
        Made.Arguments.size() == 1 && !Made.Arguments[0]->getType()->isIntegerType())
      Found.push_back(Made.Arguments[0]);
    for (auto [Parameter, Argument] : zip(Made.Callee->parameters(), Made.Arguments))
      // Moving it says nothing yet.
      IsHandedOn |= !Made.Expression->isXValue() && Parameter->getType()->isLValueReferenceType() &&
                    !Parameter->getType()->getPointeeType().isConstQualified() &&
                    namedVariable(Argument) == Container;
    return true;
  }
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    IsHandedOn |= any_of(Lambda->captures(), [&](const LambdaCapture &Capture) {
      return Capture.capturesVariable() && Capture.getCapturedVar() == Container;
    });
    return true;
  }

private:
  const VarDecl *Container;
};

/// The local variable that \p Value, as it is or moved, names; null if it is something else.
const VarDecl *localVariable(const Expr *Value) {
  const auto *Named = dyn_cast<DeclRefExpr>(ignoreIdentity(Value));
  const auto *Variable = Named ? dyn_cast<VarDecl>(Named->getDecl()) : nullptr;
  return Variable && Variable->isLocalVarDecl() && Variable->hasLocalStorage() ? Variable : nullptr;
}

bool mayFail(const Expr *Work, const FunctionDecl *Function, CoroutineTypes &Types) {
  const Expr *Inner = ignoreIdentity(Work);
  if (const VarDecl *Variable = localVariable(Inner)) {
    if (!isRange(Variable->getType()))
      return !Variable->hasInit() || !isa<CallExpr>(ignoreIdentity(Variable->getInit())) ||
             mayFail(Variable->getInit(), Function, Types);
    FillingFinder Finder(Variable);
    Finder.visitBodyOf(Function);
    return Finder.IsHandedOn || Finder.Found.empty() ||
           any_of(Finder.Found, [&](const Expr *Each) { return mayFail(Each, Function, Types); });
  }
  Call Made = asCall(Inner);
  // task().via(executor)
  if (Made && Made.Object && Types.of(Made.Object->getType()).isAwaitable())
    return mayFail(Made.Object, Function, Types);
  if (Made && Types.of(Inner->getType()).isAwaitable())
    return workMayFail(Inner, Types);
  const FunctionDecl *Makes = visibleDefinition(calledBy(Inner));
  return !Makes || !coroutineBody(Makes) || failureOf(Makes, Types);
}

} // namespace

bool gatheredWorkMayFail(const Call &Gathered, const FunctionDecl *Function,
                         CoroutineTypes &Types) {
  bool Any = false;
  for (const Expr *Argument : Gathered.Arguments) {
    bool IsWork = Types.of(Argument->getType()).isAwaitable() || isRange(Argument->getType()) ||
                  calledBy(Argument);
    // An executor, a number.
    if (!IsWork)
      continue;
    Any = true;
    if (mayFail(Argument, Function, Types))
      return true;
  }
  return !Any;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/Closures.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Callables.h"

using namespace clang;
using namespace llvm;

namespace corolint {

std::vector<GivenLambda> lambdasGiven(const FunctionDecl *Function, CoroutineTypes &Types) {
  struct Finder : CallVisitor<Finder> {
    CoroutineTypes *Types;
    std::vector<GivenLambda> Found;
    bool visitCall(const Call &Made) {
      if (!Types->of(Made.Expression->getType()).isAwaitable())
        for (auto [Index, Argument] : enumerate(Made.Arguments))
          if (const auto *Lambda = dyn_cast<LambdaExpr>(ignoreIdentity(Argument)))
            Found.push_back({Made, int(Index), Lambda});
      return true;
    }
  } Search;
  Search.Types = &Types;
  Search.visitBodyOf(Function);
  return std::move(Search.Found);
}

namespace {

/// Whether \p Made calls its argument \p Index before it returns, as far as \p Depth calls show.
bool callsArgument(const Call &Made, unsigned Index, CoroutineTypes &Types, unsigned Depth = 0) {
  struct Finder : CallVisitor<Finder> {
    CoroutineTypes *Types = nullptr;
    const ParmVarDecl *Wanted = nullptr;
    unsigned Depth = 0;
    bool Found = false;
    bool visitCall(const Call &Inner) {
      Found |= calledParameter(Inner) == Wanted;
      for (auto [At, Argument] : enumerate(Inner.Arguments))
        Found = Found || (namedVariable(ignoreIdentity(Argument)) == Wanted &&
                          callsArgument(Inner, At, *Types, Depth + 1));
      return !Found;
    }
  } Search;
  // Of the standard library's functions those that keep a callable are classes.
  if (concernsArgument(Made, &FunctionModel::Calls, Index, Types) ||
      (Made.Callee->isInStdNamespace() && !isa<CXXMethodDecl>(Made.Callee)))
    return true;
  const FunctionDecl *Definition = visibleDefinition(Made.Callee);
  if (!Definition || Index >= Definition->getNumParams() || Depth > 3)
    return false;
  Search.Types = &Types;
  Search.Wanted = Definition->getParamDecl(Index);
  Search.Depth = Depth;
  Search.visitBodyOf(Definition);
  return Search.Found;
}

} // namespace

bool isCalledByCallee(const GivenLambda &Given, CoroutineTypes &Types) {
  return callsArgument(Given.Made, Given.Index, Types);
}

const Expr *resumption(const FunctionDecl *Body, const VarDecl *Handle) {
  struct Finder : CallVisitor<Finder> {
    const VarDecl *Handle = nullptr;
    const Expr *Found = nullptr;
    bool visitCall(const Call &Made) {
      bool Resumes = Made.Callee->getOverloadedOperator() == OO_Call ||
                     (Made.Callee->getIdentifier() && Made.Callee->getName() == "resume");
      if (Resumes && Made.Object && namedVariable(Made.Object) == Handle)
        Found = ignoreIdentity(Made.Object);
      return !Found;
    }
  } Search;
  Search.Handle = Handle;
  Search.visitBodyOf(Body);
  return Search.Found;
}

bool isDetachedHandler(const GivenLambda &Given, CoroutineTypes &Types) {
  const CXXMethodDecl *Body = Given.Lambda->getCallOperator();
  return coroutineBody(Body) && !isLazy(Body, Types) && modelsOf(Given.Made, Types).empty() &&
         Types.of(Body->getReturnType()).Kind == TypeKind::FireAndForget;
}

const CXXMethodDecl *closureBody(const FunctionDecl *Callee) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Callee);
  if (!Method || !Method->getParent()->isLambda() || Method->isDependentContext() ||
      Method->getParent()->capture_size() == 0 || !coroutineBody(Method))
    return nullptr;
  if (Method->isExplicitObjectMemberFunction() &&
      !Method->getParamDecl(0)->getType()->isReferenceType())
    return nullptr;
  return Method;
}

bool isLazy(const FunctionDecl *Body, CoroutineTypes &Types) {
  return Types.of(Body->getReturnType()).Start == StartPolicy::Lazy;
}

StringRef capturedName(const Expr *Use) {
  const auto *Reference = dyn_cast<DeclRefExpr>(Use);
  return Reference && Reference->getDecl()->getIdentifier() ? Reference->getDecl()->getName()
                                                            : "this";
}

bool concernsArgument(const Call &Made, std::optional<int> FunctionModel::*Role, int Index,
                      CoroutineTypes &Types) {
  return any_of(modelsOf(Made, Types),
                [&](const FunctionModel *Model) { return concerns(Model->*Role, Index); });
}

bool isContinuation(const Call &Made, int Index, CoroutineTypes &Types) {
  if (!Made.Object || !Types.of(Made.objectClass()).isAwaitable() ||
      !concernsArgument(Made, &FunctionModel::Handler, Index, Types))
    return false;
  Call Before = asCall(ignoreIdentity(Made.Object));
  return !Before || !isReady(Before, Types);
}

} // namespace corolint

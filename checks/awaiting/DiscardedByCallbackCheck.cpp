// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/awaiting/DiscardedByCallbackCheck.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/MadeAwaitable.h"
#include "checks/knowledge/Spellings.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Where the body of \p Callee, a template's instance or an ordinary function, or a lambda that it
/// makes, calls its parameter \p Parameter and throws the result away; invalid where it does not.
SourceLocation discardsResultOf(const ParmVarDecl *Parameter, const FunctionDecl *Callee,
                                const LangOptions &Options) {
  struct Finder : RecursiveASTVisitor<Finder> {
    const ParmVarDecl *Parameter = nullptr;
    const LangOptions *Options = nullptr;
    SourceLocation At;
    void lookInto(const FunctionDecl *Function) {
      forEachDiscardedValue(Function, *Options, [&](const Expr *Value, DiscardForm) {
        if (calledParameter(asCall(Value)) == Parameter)
          At = Value->getBeginLoc();
      });
    }
    bool VisitLambdaExpr(LambdaExpr *Lambda) {
      lookInto(Lambda->getCallOperator());
      return true;
    }
  } Search;
  Search.Parameter = Parameter;
  Search.Options = &Options;
  Search.lookInto(Callee);
  Search.TraverseStmt(Callee->getBody());
  return Search.At;
}

} // namespace

void DiscardedByCallbackCheck::registerMatchers(MatchFinder *Finder) {
  auto Written = unless(anyOf(isExpansionInSystemHeader(), isInTemplateInstantiation()));
  Finder->addMatcher(cxxConstructExpr(Written).bind("call"), this);
  Finder->addMatcher(callExpr(Written).bind("call"), this);
}

void DiscardedByCallbackCheck::check(const MatchFinder::MatchResult &Result) {
  Call Made = asCallItself(Result.Nodes.getNodeAs<Expr>("call"));
  if (!Made || Made.Expression->isInstantiationDependent())
    return;
  CoroutineTypes &Types = types(*Result.Context);
  // A wrapper made for callables of which nothing is wanted back.
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Made.Callee)) {
    const FunctionProtoType *Wrapped = wrappedSignature(Constructor->getParent());
    if (Wrapped && Wrapped->getReturnType()->isVoidType() && Made.Arguments.size() == 1)
      return consider(Made.Arguments[0],
                      (Constructor->getParent()->getName() + "<void(" +
                       (Wrapped->getNumParams() ? "…" : "") + ")>")
                          .str(),
                      Types);
  }
  const FunctionDecl *Definition = nullptr;
  bool HasBody = Made.Callee->isDefined(Definition) && Definition->getBody();
  for (auto [Index, Argument] : enumerate(Made.Arguments)) {
    if (any_of(modelsOf(Made, Types), [Index = Index](const FunctionModel *Model) {
          return concerns(Model->Discards, Index);
        })) {
      consider(Argument, calleeName(Made.Expression), Types);
    } else if (HasBody && Index < Definition->getNumParams() && calledBy(Argument)) {
      if (SourceLocation At = discardsResultOf(Definition->getParamDecl(Index), Definition,
                                               getLangOpts());
          At.isValid())
        consider(Argument, calleeName(Made.Expression), Types, At);
    }
  }
}

void DiscardedByCallbackCheck::consider(const Expr *Callable, StringRef By, CoroutineTypes &Types,
                                        SourceLocation DiscardedAt) {
  const FunctionDecl *Called = calledBy(Callable);
  if (!Called)
    return;
  MadeAwaitable Dropped;
  Dropped.Type = Types.of(Called->getReturnType());
  Dropped.Fate = Dropped.Type.Dropped;
  if (!Dropped.Type.isAwaitable() || Dropped.Fate == DropFate::Harmless ||
      Called->getReturnType()->isReferenceType() ||
      !Reported.insert(Callable->getBeginLoc()).second)
    return;
  const auto *Method = dyn_cast<CXXMethodDecl>(Called);
  bool IsOperator = Method && Method->getOverloadedOperator() == OO_Call;
  bool IsLambda = Method && Method->getParent()->isLambda();
  diag(Callable->getBeginLoc(),
       "'%0' throws away the awaitable that %select{'%2'|this lambda}1 returns: %3")
      << By << IsLambda << (IsOperator ? Method->getParent()->getName() : Called->getName())
      << consequence(Dropped)
      << Callable->getSourceRange();
  if (DiscardedAt.isValid())
    diag(DiscardedAt, "it is thrown away here", DiagnosticIDs::Note);
  if (std::string Ways = waysToRun(Dropped.Type, models()); !Ways.empty())
    diag(Callable->getBeginLoc(), "%0", DiagnosticIDs::Note) << Ways;
}

} // namespace corolint

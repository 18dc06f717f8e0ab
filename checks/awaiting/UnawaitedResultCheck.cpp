// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/awaiting/UnawaitedResultCheck.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/Spellings.h"
#include "clang/AST/ParentMapContext.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// What happens at run time to a dropped value of \p Type, after "'f' is never awaited: ".
StringRef consequence(DropFate Fate, const CoroutineType &Type) {
  switch (Fate) {
  case DropFate::NeverRuns:
    return Type.Kind == TypeKind::Operation ? "the operation it returns never starts"
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
  return Type.Kind == TypeKind::Awaitable
             ? "the awaitable it returns is dropped, and nothing waits for it"
             : "nothing waits for it or hears of its failure";
}

/// Whether the call \p Value in \p Function, an instance of a template, yields in other instances
/// who knows what: its type in the template is not even a specialisation.
bool isOfAnyType(const Expr *Value, const FunctionDecl *Function) {
  const FunctionDecl *Pattern = Function->getTemplateInstantiationPattern();
  if (!Pattern || !Pattern->getBody())
    return false;
  struct Finder : RecursiveASTVisitor<Finder> {
    SourceRange Wanted;
    bool AnyType = false;
    bool VisitCallExpr(CallExpr *Call) {
      if (Call->getSourceRange() == Wanted)
        AnyType |= Call->getType()->isSpecificBuiltinType(BuiltinType::Dependent) ||
                   Call->getType()->isTemplateTypeParmType() || Call->getType()->isUndeducedType();
      return true;
    }
  } Search;
  Search.Wanted = awaitedOperand(Value)->getSourceRange();
  Search.TraverseStmt(Pattern->getBody());
  return Search.AnyType;
}

/// Whether \p Value stands in a try block that a macro writes around its argument, as assertions do
/// that the call itself throws.
bool isExpectedToThrow(const Expr *Value, ASTContext &Context) {
  if (!Value->getBeginLoc().isMacroID())
    return false;
  const SourceManager &Sources = Context.getSourceManager();
  DynTypedNodeList Parents = Context.getParents(*Value);
  for (; !Parents.empty(); Parents = Context.getParents(Parents[0])) {
    const auto *Parent = Parents[0].get<Stmt>();
    if (!Parent || isa<LambdaExpr>(Parent))
      return false;
    if (const auto *Try = dyn_cast<CXXTryStmt>(Parent))
      return Sources.isMacroBodyExpansion(Try->getTryLoc()) &&
             Sources.isMacroArgExpansion(Value->getBeginLoc());
  }
  return false;
}

/// The fate of the value that \p Made returns when nobody awaits it: what a model says of the
/// function, else of its type.
DropFate fateWhenDropped(const Call &Made, const CoroutineType &Type, CoroutineTypes &Types) {
  if (const DropFate *Of = roleOf(Made, &FunctionModel::Dropped, Types))
    return *Of;
  return Type.Dropped;
}

} // namespace

void UnawaitedResultCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UnawaitedResultCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  forEachDiscardedValue(Function, getLangOpts(), [&](const Expr *Value, DiscardForm Form) {
    if (!Value->isPRValue())
      return;
    CoroutineType Type = Types.of(Value->getType());
    bool OfAwait = isa<CoawaitExpr>(Value);
    // A call, or an operation that is an object of its own, made and dropped.
    const Expr *Source = awaitedOperand(Value);
    bool IsMade = isa<CXXTemporaryObjectExpr>(Source) && Type.Kind == TypeKind::Operation &&
                  Type.Dropped == DropFate::NeverRuns;
    if (!isa<CallExpr>(Source) && !IsMade)
      return;
    Call Made = asCall(Source);
    DropFate Fate = OfAwait || !Made ? Type.Dropped : fateWhenDropped(Made, Type, Types);
    // std::async's future can be no operand of co_await, and its dropping still waits.
    if (!Type.isAwaitable() && (Fate != DropFate::Blocks || Form != DiscardForm::Silent))
      return;
    if (Fate == DropFate::Harmless)
      return;
    // A continuation added to work under way (task.then(…)) is heard of by that work.
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Made.Callee);
    if (Method && Fate != DropFate::NeverRuns && !Method->isStatic() &&
        Types.of(Method->getParent()).isAwaitable())
      return;
    // A runtime that is told to start something does so whatever becomes of the handle.
    if (Made && Fate == DropFate::Unknown && roleOf(Made, &FunctionModel::Spawn, Types))
      return;
    // A lazy coroutine does not throw when it is called; any other may, and that is what is asked.
    if (Fate != DropFate::NeverRuns && Fate != DropFate::Leaks &&
        isExpectedToThrow(Value, *Result.Context))
      return;
    // What hands on an argument, such as std::exchange, starts nothing.
    if (Made && Made.Callee->isInStdNamespace() && Fate != DropFate::Blocks)
      return;
    // A runtime that was handed a task gives a handle to it, and runs it whether or not that is
    // awaited.
    if (Type.Kind == TypeKind::Awaitable && any_of(Made.Arguments, [&](const Expr *Argument) {
          return Types.of(Argument->getType()).Kind == TypeKind::Task;
        }))
      return;
    // Dropped on purpose: that is fine for work that runs all the same.
    if (Form != DiscardForm::Silent && Fate != DropFate::NeverRuns && Fate != DropFate::Leaks)
      return;
    // A task started and handed back by an awaited call (a join handle) may be dropped where it
    // runs on.
    if (OfAwait && (Fate == DropFate::RunsUnobserved || Fate == DropFate::Unknown))
      return;
    Answer MayAwait = Type.isAwaitable() && mayWriteAwaitAt(Value, *Result.Context) &&
                              !isOfAnyType(Value, Function)
                          ? mayAwait(promiseOf(Function), Value->getType())
                          : Answer::No;
    add({Value, Form, calleeName(Source), Fate, Type, MayAwait});
    Unit = Result.Context;
  });
}

void UnawaitedResultCheck::add(Discard Found) {
  auto [Known, IsNew] = Discards.try_emplace(Found.Value->getBeginLoc(), Found);
  if (!IsNew && Known->second.MayAwait != Found.MayAwait)
    Known->second.MayAwait = Answer::No;
}

void UnawaitedResultCheck::onEndOfTranslationUnit() {
  AsyncCheck::onEndOfTranslationUnit();
  for (const auto &[Location, Found] : Discards)
    report(Found, *Unit);
  Discards.clear();
}

void UnawaitedResultCheck::report(const Discard &Found, ASTContext &Context) {
  const Expr *Value = Found.Value;
  bool InMacro = Value->getBeginLoc().isMacroID() || Value->getEndLoc().isMacroID();
  SmallVector<FixItHint, 2> Fix;
  // What is assigned must be a value, and the awaited result may be void.
  if (Found.MayAwait != Answer::No && !InMacro && Found.Form != DiscardForm::Assigned &&
      !isArm(Value, Context)) {
    // co_await binds like any unary operator: tighter than `a && b`, looser than a call.
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Value);
    bool NeedsParens = Operator && Operator->isInfixBinaryOp();
    Fix.push_back(
        FixItHint::CreateInsertion(Value->getBeginLoc(), NeedsParens ? "co_await (" : "co_await "));
    if (NeedsParens)
      Fix.push_back(FixItHint::CreateInsertion(
          Lexer::getLocForEndOfToken(Value->getEndLoc(), 0, Context.getSourceManager(),
                                     getLangOpts()),
          ")"));
  }
  {
    auto Warning = diag(Value->getBeginLoc(),
                        "%select{'%1'|the result of awaiting '%1'}0 is never awaited: %2")
                   << isa<CoawaitExpr>(Value) << Found.Callee << consequence(Found.Fate, Found.Type)
                   << Value->getSourceRange();
    if (Found.MayAwait == Answer::Yes)
      Warning << Fix;
  }
  if (Found.MayAwait == Answer::Yes)
    return;
  if (Found.MayAwait == Answer::Unknown && !Fix.empty()) {
    diag(Value->getBeginLoc(), "await it, if this coroutine's promise accepts it",
         DiagnosticIDs::Note)
        << Fix;
    return;
  }
  if (std::string Ways = waysToRun(Found.Type, models()); !Ways.empty())
    diag(Value->getBeginLoc(), "co_await cannot be written here; %0", DiagnosticIDs::Note) << Ways;
}

} // namespace corolint

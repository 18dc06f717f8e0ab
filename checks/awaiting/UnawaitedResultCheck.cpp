// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/awaiting/UnawaitedResultCheck.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/flow/ExpectedThrows.h"
#include "checks/flow/Failures.h"
#include "checks/flow/TemplateInstances.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/Awaiting.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"
#include "clang/Lex/Lexer.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Whether nothing but an await_transform makes \p Type awaitable, and nothing says what becomes of
/// it when it is dropped: a status, say, whose error some coroutines hand on by an await.
bool isAwaitableByPromise(const CoroutineType &Type) {
  return Type.Kind == TypeKind::Awaitable && Type.Dropped == DropFate::Unknown && !Type.Model &&
         Type.Record && operatorsCoAwait(Type.Record).empty() && !isAwaiter(Type.Record);
}

} // namespace

UnawaitedResultCheck::UnawaitedResultCheck(StringRef Name, tidy::ClangTidyContext *Context)
    : AsyncCheck(Name, Context),
      FindsCallbacks(Context->isCheckEnabled("async-discarded-by-callback")),
      FindsTests(Context->isCheckEnabled("async-test-never-runs")) {}

void UnawaitedResultCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void UnawaitedResultCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  forEachDiscardedValue(Function, getLangOpts(), [&](const Expr *Value, DiscardForm Form) {
    std::optional<MadeAwaitable> Dropped = madeAwaitable(Value, Types);
    if (!Dropped)
      return;
    bool IsOfAnyType = isOfAnyType(Value, Function);
    // What the caller of a template handed in to be called is told of at that caller.
    if (FindsCallbacks && IsOfAnyType && calledParameter(Dropped->Made))
      return;
    DropFate Fate = Dropped->Fate;
    // A lazy coroutine does not throw when it is called; any other may, and that is what is asked.
    bool NeverRuns = Fate == DropFate::NeverRuns || Fate == DropFate::Leaks;
    if ((!NeverRuns || FindsTests) && isExpectedToThrow(Value, *Result.Context))
      return;
    const FunctionDecl *Body = visibleDefinition(Dropped->Made.Callee);
    const bool IsCoroutine = coroutineBody(Body);
    if (!(NeverRuns && IsCoroutine) && isTriedByCaller(Function, *Result.Context))
      return;
    // Work that goes on by itself, has no result, and was written to be left alone.
    if (Fate == DropFate::RunsUnobserved && IsCoroutine && answersFailures(Body))
      if (QualType Given = awaitedResult(Dropped->Type); !Given.isNull() && Given->isVoidType())
        return;
    // Dropped on purpose: that is fine for work that runs all the same.
    if (Form != DiscardForm::Silent && !NeverRuns)
      return;
    Answer MayAwait = Dropped->Type.isAwaitable() && mayWriteAwaitAt(Value, *Result.Context) &&
                              !IsOfAnyType
                          ? mayAwait(promiseOf(Function), Value->getType())
                          : Answer::No;
    // A value that some promise takes for one of its own kind is one everywhere else, too.
    if (MayAwait != Answer::Yes && isAwaitableByPromise(Dropped->Type))
      return;
    add({Value, Form, *Dropped, MayAwait});
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
                   << Found.Dropped.OfAwait << calleeName(Found.Dropped.Source)
                   << consequence(Found.Dropped)
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
  if (std::string Ways = waysToRun(Found.Dropped.Type, models()); !Ways.empty())
    diag(Value->getBeginLoc(), "co_await cannot be written here; %0", DiagnosticIDs::Note) << Ways;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/awaiting/TaskInConditionCheck.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/Spellings.h"
#include "checks/knowledge/TaskHandles.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Whether handles of class \p Record can be copied, so that a function may hand out one of
/// several.
bool isCopyable(const CXXRecordDecl *Record) {
  if (!Record->hasUserDeclaredCopyConstructor())
    return !Record->hasUserDeclaredMoveOperation() && Record->hasSimpleCopyConstructor();
  return none_of(Record->ctors(), [](const CXXConstructorDecl *Constructor) {
    return Constructor->isCopyConstructor() && Constructor->isDeleted();
  });
}

/// Whether a value of \p Type may have been meant to be compared with \p Other.
bool comparesWith(QualType Type, const Expr *Other) {
  QualType Given = Other->IgnoreImpCasts()->getType().getNonReferenceType();
  if (Type.isNull())
    return Given->isArithmeticType() || Given->isEnumeralType();
  Type = Type.getNonReferenceType();
  return (Type->isArithmeticType() && Given->isArithmeticType()) ||
         Type.getCanonicalType().getUnqualifiedType() ==
             Given.getCanonicalType().getUnqualifiedType();
}

/// Whether awaiting what is asked by \p Test gives something that can stand there.
Answer worksAwaited(const TestedValue &Test, QualType Result) {
  if (Test.Form != TestForm::Comparison)
    return worksAsCondition(Result);
  if (Result.isNull())
    return Answer::Unknown;
  bool Arithmetic = Result.getNonReferenceType()->isArithmeticType() &&
                    Test.Other->IgnoreImpCasts()->getType()->isArithmeticType();
  return Arithmetic ? Answer::Yes : Answer::Unknown;
}

/// Whether `co_await ` can be put before what \p Test asks, as far as the source text goes.
bool mayInsertAwait(const TestedValue &Test) {
  if (Test.Value->getBeginLoc().isMacroID() || Test.Value->getEndLoc().isMacroID())
    return false;
  // A variable must become one of the result's type, and `a && b` would need parentheses.
  const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Test.Value);
  return !(Operator && Operator->isInfixBinaryOp()) &&
         (!Test.Variable || Test.Variable->getType()->getContainedAutoType());
}

} // namespace

void TaskInConditionCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void TaskInConditionCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  forEachTestedValue(Function, [&](const TestedValue &Test) {
    std::optional<MadeAwaitable> Made = madeAwaitable(Test.Value, Types);
    if (Made && isMistaken(Test, *Made, Types) && Reported.insert(Test.Value->getBeginLoc()).second)
      report(Test, *Made, Function, Types);
  });
}

bool TaskInConditionCheck::isMistaken(const TestedValue &Test, const MadeAwaitable &Made,
                                      CoroutineTypes &Types) const {
  // Of a mere awaitable the answer may be just what is asked for: that an event has been set.
  TypeKind Kind = Made.Type.Kind;
  if (!isa<CallExpr>(Made.Source) || Made.OfAwait ||
      (Kind != TypeKind::Task && Kind != TypeKind::Operation &&
       !(Strict && Kind == TypeKind::Awaitable)))
    return false;

  QualType Result = awaitedResult(Made.Type);
  Answer Always = alwaysReturnsTask(Made.Made);
  if (Always == Answer::No)
    return false;
  // A function whose body is not seen may hand out one of several handles to the work.
  if (Always == Answer::Unknown && isCopyable(Made.Type.Record))
    return false;

  if (Test.Form == TestForm::Comparison) {
    if (Types.of(Test.Other->getType()).Record == Made.Type.Record) {
      // Two tasks that are both new; otherwise it asks whether they are the same.
      return !isCopyable(Made.Type.Record) &&
             madeAwaitable(ignoreWrapping(Test.Other), Types).has_value();
    }
    return comparesWith(Result, Test.Other);
  }

  // An implicit conversion may wait for the result and give it; one that is seen to ask how far the
  // work has got says something of work that has started.
  const auto *Conversion = dyn_cast_or_null<CXXConversionDecl>(Test.By);
  Answer PresenceOnly = Test.By ? tellsPresenceOnly(Test.By) : Answer::Unknown;
  bool MayTellMore = Conversion && !Conversion->isExplicit();
  if (PresenceOnly != Answer::Yes && MayTellMore)
    return false;
  // An editor's preamble hides the bodies of headers.
  bool IsHidden = Test.By && Test.By->hasSkippedBody() &&
                  !Types.context().getSourceManager().isInSystemHeader(Test.By->getLocation());
  if ((PresenceOnly == Answer::No || IsHidden) && Made.Type.Start != StartPolicy::Lazy)
    return false;

  // Where the result cannot be a condition, it can only be the task that is asked about, which is
  // senseless if there always is one, or if it is lost by that.
  if (worksAsCondition(Result) != Answer::No)
    return true;
  return Test.Form != TestForm::Cast && (Always == Answer::Yes || Made.Fate == DropFate::NeverRuns);
}

void TaskInConditionCheck::report(const TestedValue &Test, const MadeAwaitable &Made,
                                  const FunctionDecl *Function, CoroutineTypes &Types) {
  const Expr *Value = Test.Value;
  Answer MayAwait = mayWriteAwaitAt(Value, Types.context())
                        ? mayAwait(promiseOf(Function), Value->getType())
                        : Answer::No;
  Answer Works = worksAwaited(Test, awaitedResult(Made.Type));
  SmallVector<FixItHint, 1> Fix;
  // In a template it would have to be right for every instance.
  if (MayAwait != Answer::No && Works != Answer::No && mayInsertAwait(Test) &&
      !isInstance(Function))
    Fix.push_back(FixItHint::CreateInsertion(Value->getBeginLoc(), "co_await "));
  bool IsSafe = MayAwait == Answer::Yes && Works == Answer::Yes;
  {
    bool Compares = Test.Form == TestForm::Comparison;
    bool Always = !Compares && alwaysReturnsTask(Made.Made) == Answer::Yes;
    auto Warning =
        diag(Value->getBeginLoc(),
             "'%0' is not awaited: this %select{asks whether there is %select{a task|an "
             "operation}2, %select{not for its result|and there always is one}3|compares the "
             "%select{task|operation}2 that it returns, not the result}1")
        << calleeName(Made.Source) << Compares << (Made.Type.Kind == TypeKind::Operation) << Always
        << Value->getSourceRange();
    if (IsSafe)
      Warning << Fix;
  }
  if (!IsSafe && !Fix.empty())
    diag(Value->getBeginLoc(),
         "await it, if %select{its result can stand here|this coroutine's promise accepts it}0",
         DiagnosticIDs::Note)
        << (MayAwait != Answer::Yes) << Fix;
  else if (MayAwait == Answer::No)
    if (std::string Ways = waysToRun(Made.Type, models()); !Ways.empty())
      diag(Value->getBeginLoc(), "co_await cannot be written here; %0", DiagnosticIDs::Note)
          << Ways;
}

} // namespace corolint

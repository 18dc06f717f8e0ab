// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/testing/TestNeverRunsCheck.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/flow/ExpectedThrows.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/MadeAwaitable.h"
#include "checks/knowledge/Spellings.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// Whether a task of \p Type is gone from where it was moved out of.
bool isMovedAway(QualType Type, CoroutineTypes &Types) {
  CoroutineType Task = Types.of(Type);
  const CXXRecordDecl *Class = Task.isAwaitable() ? Task.Record : nullptr;
  return Class && Class->hasDefinition() && !Class->hasTrivialMoveConstructor() &&
         none_of(Class->ctors(), [](const CXXConstructorDecl *Each) {
           return Each->isCopyConstructor() && !Each->isDeleted();
         });
}

/// The task that each call of \p Lambda moves out of a capture, as its result; null without one.
const Expr *movedOutBy(const LambdaExpr *Lambda, CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const LambdaExpr *Lambda;
    CoroutineTypes *Types;
    const Expr *Found = nullptr;
    bool VisitReturnStmt(ReturnStmt *Return) {
      const Expr *Value = Return->getRetValue() ? ignoreWrapping(Return->getRetValue()) : nullptr;
      if (const auto *Made = dyn_cast_or_null<CXXConstructExpr>(Value);
          Made && Made->getNumArgs() == 1 && Made->getConstructor()->isMoveConstructor())
        Value = ignoreWrapping(Made->getArg(0));
      const auto *Reference =
          Value && Value->isXValue() ? dyn_cast<DeclRefExpr>(ignoreIdentity(Value)) : nullptr;
      if (Reference && isMovedAway(Reference->getType(), *Types) &&
          any_of(Lambda->captures(), [&](const LambdaCapture &Each) {
            return Each.capturesVariable() && Each.getCapturedVar() == Reference->getDecl();
          }))
        Found = Reference;
      return true;
    }
  } Search;
  Search.Lambda = Lambda;
  Search.Types = &Types;
  Search.visitBodyOf(Lambda->getCallOperator());
  return Search.Found;
}

/// The task that the action \p Action, made by calls, was given to hand out; null without one.
const Expr *taskIn(const Expr *Action, CoroutineTypes &Types) {
  for (unsigned Depth = 0; Depth < 4; ++Depth) {
    Call Made = asCall(Action);
    if (!Made || Made.Arguments.size() != 1)
      return nullptr;
    Action = Made.Arguments[0];
    if (Action->isPRValue() || isa<MaterializeTemporaryExpr>(Action) || Action->isXValue())
      if (isMovedAway(Action->getType(), Types))
        return Action;
  }
  return nullptr;
}

} // namespace

void TestNeverRunsCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void TestNeverRunsCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function)
    return;
  CoroutineTypes &Types = types(*Result.Context);
  judgeExpectations(Function, Types);
  judgeLambdas(Function, Types);
  judgeMocks(Function, Types);
}

void TestNeverRunsCheck::judgeExpectations(const FunctionDecl *Function, CoroutineTypes &Types) {
  forEachDiscardedValue(Function, getLangOpts(), [&](const Expr *Value, DiscardForm) {
    if (!isExpectedToThrow(Value, Types.context()))
      return;
    std::optional<MadeAwaitable> Made = madeAwaitable(Value, Types);
    if (!Made || Made->OfAwait || !Made->Made)
      return;
    bool NeverRuns = Made->Fate == DropFate::NeverRuns || Made->Fate == DropFate::Leaks;
    // An eager one throws nothing either, if it is seen to be a coroutine.
    if (!NeverRuns && !(Made->Type.Exceptions == ExceptionFate::Stored &&
                        coroutineBody(visibleDefinition(Made->Made.Callee))))
      return;
    if (!isNew(Value->getBeginLoc()))
      return;
    diag(Value->getBeginLoc(), "this asks whether '%0' throws, but %select{its failure is kept for "
                               "whoever awaits it|the coroutine it returns never runs}1")
        << calleeName(Made->Source) << NeverRuns << Value->getSourceRange();
    if (std::string Ways = waysToRun(Made->Type, models()); !Ways.empty())
      diag(Value->getBeginLoc(), "%0", DiagnosticIDs::Note) << Ways;
  });
}

void TestNeverRunsCheck::judgeLambdas(const FunctionDecl *Function, CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    SmallVector<const VarDecl *, 4> Found;
    bool VisitVarDecl(VarDecl *Variable) {
      const CXXRecordDecl *Class = Variable->getType()->getAsCXXRecordDecl();
      if (Class && Class->isLambda() && Variable->isLocalVarDecl() && !Variable->isReferenced() &&
          !Variable->hasAttr<UnusedAttr>() && !Class->isGenericLambda() &&
          Variable->getInit() && isa<LambdaExpr>(ignoreWrapping(Variable->getInit())))
        Found.push_back(Variable);
      return true;
    }
  } Search;
  Search.visitBodyOf(Function);
  for (const VarDecl *Variable : Search.Found) {
    const CXXMethodDecl *Operator = Variable->getType()->getAsCXXRecordDecl()->getLambdaCallOperator();
    if (!Operator || !coroutineBody(Operator) || Variable->getLocation().isMacroID() ||
        Types.of(Operator->getReturnType()).Kind != TypeKind::Task ||
        !isNew(Variable->getLocation()))
      continue;
    diag(Variable->getLocation(), "'%0' is never called: the coroutine in it never runs")
        << Variable->getName();
  }
}

void TestNeverRunsCheck::judgeMocks(const FunctionDecl *Function, CoroutineTypes &Types) {
  struct Finder : CallVisitor<Finder> {
    CoroutineTypes *Types;
    SmallVector<std::pair<const Expr *, const Expr *>, 2> Found; ///< The task, and what repeats it.
    bool visitCall(const Call &Made) {
      const int *Repeated = roleOf(Made, &FunctionModel::Reuses, *Types);
      if (!Repeated)
        return true;
      for (auto [Index, Argument] : enumerate(Made.Arguments)) {
        if (!concerns(*Repeated, Index))
          continue;
        const auto *Lambda = dyn_cast<LambdaExpr>(ignoreIdentity(Argument));
        if (const Expr *Task = Lambda ? movedOutBy(Lambda, *Types) : taskIn(Argument, *Types))
          Found.push_back({Task, Made.Expression});
      }
      return true;
    }
  } Search;
  Search.Types = &Types;
  Search.visitBodyOf(Function);
  for (auto [Task, By] : Search.Found) {
    if (!isNew(Task->getBeginLoc()))
      continue;
    diag(Task->getBeginLoc(), "this task is moved out by the first call, and every further one is "
                              "given an empty task")
        << Task->getSourceRange();
    diag(By->getExprLoc(), "'%0' lets there be more than one", DiagnosticIDs::Note)
        << calleeName(By);
  }
}

} // namespace corolint

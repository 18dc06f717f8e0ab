// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/lifetime/DanglingCaptureCheck.h"
#include "checks/flow/KeptReferences.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/CalleeName.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/Spellings.h"
#include "checks/knowledge/WeakReferences.h"
#include "checks/lifetime/LambdaRepairs.h"
#include "checks/lifetime/OutlivingTasks.h"
#include "clang/ASTMatchers/ASTMatchFinder.h"

using namespace clang;
using namespace clang::ast_matchers;
using namespace llvm;

namespace corolint {
namespace {

/// \p Task, or where std::invoke calls a closure to make it, as if that were called directly.
MadeTask invoked(MadeTask Task) {
  const FunctionDecl *Called = isStdInvoke(Task.Made) ? calledBy(Task.Made.argument(0)) : nullptr;
  if (!Called)
    return Task;
  Task.Made.Object = Task.Made.Arguments[0];
  Task.Made.Callee = Called;
  return Task;
}

/// Whether \p Body, whose task goes on \p Course, is a coroutine whose caller is there until it is
/// suspended.
bool isResumed(const FunctionDecl *Body, const TaskCourse &Course, CoroutineTypes &Types) {
  return coroutineBody(Body) && (startsAtOnce(Course, Types) || !isLazy(Body, Types));
}

/// Calls \p Found for the captures of \p Lambda that lead to a local variable of \p Function: with
/// the captured variable, and the one that it leads to.
void forEachReferent(
    const LambdaExpr *Lambda, const FunctionDecl *Function,
    function_ref<void(const LambdaCapture &, const VarDecl *, const VarDecl *)> Found) {
  References Locals(Function);
  for (auto [Capture, Initializer] : zip(Lambda->captures(), Lambda->capture_inits())) {
    const auto *Captured =
        Capture.capturesVariable() ? dyn_cast<VarDecl>(Capture.getCapturedVar()) : nullptr;
    Reach Reached = Captured && Initializer ? Locals.of(Initializer) : Reach();
    if (Reached && (Reached.Kind != Reach::Names || Capture.getCaptureKind() == LCK_ByRef ||
                    Captured->getType()->isReferenceType()))
      Found(Capture, Captured, Reached.Object);
  }
}

} // namespace

void DanglingCaptureCheck::registerMatchers(MatchFinder *Finder) { matchFunctions(Finder); }

void DanglingCaptureCheck::check(const MatchFinder::MatchResult &Result) {
  const FunctionDecl *Function = matchedFunction(Result);
  if (!Function || !Function->getBody())
    return;
  CoroutineTypes &Types = types(*Result.Context);
  TaskCourses Courses(Function, Types);
  OutlivingTasks Outliving(Function, Courses, Types);
  for (const MadeTask &Task : Courses.made()) {
    checkCompletion(Task, Function, Outliving, Types);
    checkCalled(invoked(Task), Function, Outliving, Types);
    for (auto [Index, Argument] : enumerate(Task.Made.Arguments)) {
      const auto *Lambda = dyn_cast<LambdaExpr>(ignoreIdentity(Argument));
      if (!Lambda)
        continue;
      if (concernsArgument(Task.Made, &FunctionModel::Keeps, Index, Types))
        checkReferents(Task, Lambda, Function, Outliving, Types);
      else
        checkGiven(Task, Index, Lambda, Types);
    }
  }
  for (const GivenLambda &Given : lambdasGiven(Function, Types)) {
    checkPosted(Given, Types);
    checkWeak(Given, Types);
    checkResuming(Given, Function, Types);
  }
}

void DanglingCaptureCheck::checkResuming(const GivenLambda &Given, const FunctionDecl *Suspend,
                                         CoroutineTypes &Types) {
  if (!Suspend->getIdentifier() || Suspend->getName() != "await_suspend" ||
      isCalledByCallee(Given, Types))
    return;
  for (const LambdaCapture &Capture : Given.Lambda->captures()) {
    const auto *Handle = Capture.getCaptureKind() == LCK_ByRef
                             ? dyn_cast<ParmVarDecl>(Capture.getCapturedVar())
                             : nullptr;
    if (!Handle || Handle->getType()->isReferenceType() ||
        !isStd(Handle->getType()->getAsCXXRecordDecl(), "coroutine_handle"))
      continue;
    const Expr *Use = resumption(Given.Lambda->getCallOperator(), Handle);
    if (!Use || !warnReferent(Capture, Given.Lambda, Handle, /*IsCoroutine=*/false, /*Late=*/false))
      continue;
    diag(Suspend->getLocation(),
         "it ends with this function, which returns before somebody resumes the coroutine",
         DiagnosticIDs::Note);
    noteUse(Use, /*Late=*/false);
  }
}

void DanglingCaptureCheck::checkWeak(const GivenLambda &Given, CoroutineTypes &Types) {
  const LambdaExpr *Lambda = Given.Lambda;
  const CXXMethodDecl *Body = Lambda->getCallOperator();
  if (!isDetachedHandler(Given, Types) || !(Lambda->isGenericLambda() || closureBody(Body)))
    return;
  for (const LambdaCapture &Capture : Lambda->captures()) {
    const auto *Captured =
        Capture.capturesVariable() ? dyn_cast<VarDecl>(Capture.getCapturedVar()) : nullptr;
    // Whoever captures it knows that the objects here come to an end, and their handlers with them.
    if (!Captured || Capture.getCaptureKind() != LCK_ByCopy ||
        !isWeakReference(Captured->getType()->getAsCXXRecordDecl()))
      continue;
    const Expr *Use = lateUse(Body, Captured, Types, /*AtOnce=*/true);
    if (!Use || !warn(Lambda->getBeginLoc(), Use, "a closure", {}, /*Late=*/true))
      continue;
    diag(Given.Made.Expression->getExprLoc(),
         "whoever has the closure from here on may destroy it meanwhile", DiagnosticIDs::Note);
    noteUse(Use, /*Late=*/true);
  }
}

void DanglingCaptureCheck::checkPosted(const GivenLambda &Given, CoroutineTypes &Types) {
  const auto &[Made, Index, Lambda] = Given;
  const CXXMethodDecl *Body = closureBody(Lambda->getCallOperator());
  if (!Body || isLazy(Body, Types) ||
      !concernsArgument(Made, &FunctionModel::Offload, Index, Types) ||
      concernsArgument(Made, &FunctionModel::Keeps, Index, Types))
    return;
  const Expr *Use = lateUse(Body, nullptr, Types, /*Late=*/true);
  if (!Use || !warn(Lambda->getBeginLoc(), Use, "a closure", {}, /*Late=*/true))
    return;
  noteDestroyed(Made);
  noteUse(Use, /*Late=*/true);
}

void DanglingCaptureCheck::checkCalled(const MadeTask &Task, const FunctionDecl *Function,
                                       OutlivingTasks &Outliving, CoroutineTypes &Types) {
  const CXXMethodDecl *Body = Task.Made.Object ? closureBody(Task.Made.Callee) : nullptr;
  if (!Body)
    return;
  bool Late = isResumed(Body, Task.Course, Types);
  const Expr *Use = lateUse(Body, nullptr, Types, Late);
  if (!Use)
    return;
  const Expr *Object = ignoreIdentity(Task.Made.Object);
  if (const auto *Lambda = dyn_cast<LambdaExpr>(Object)) {
    if (!outlivesExpression(Task))
      return;
    SmallVector<FixItHint, 1> Fixes;
    if (std::optional<FixItHint> Fix = dropCall(Lambda, Task, Types))
      Fixes.push_back(*Fix);
    if (!warn(Lambda->getBeginLoc(), Use, "a closure", Fixes, Late))
      return;
    diag(Lambda->getBeginLoc(), "the closure ends with this full expression", DiagnosticIDs::Note);
    diag(locationOf(Task.Course), "%0", DiagnosticIDs::Note) << tellCourse(Task.Course);
    noteUse(Use, Late);
    if (Fixes.empty())
      suggestRepair(Lambda, Task, Types);
    return;
  }
  Reach Reached = References(Function).ofObject(Task.Made.Object);
  if (Reached.Kind != Reach::Names)
    return;
  std::optional<TaskCourse> Course = Outliving.outlives(Task, Reached.Object);
  StringRef Name = Reached.Object->getName();
  if (Course) {
    Late = isResumed(Body, *Course, Types);
    Use = lateUse(Body, nullptr, Types, Late);
  }
  if (!Course || !Use ||
      !warn(Task.Made.Expression->getBeginLoc(), Use, ("'" + Name + "'").str(), {}, Late))
    return;
  diag(Reached.Object->getLocation(), "'%0' ends with its scope", DiagnosticIDs::Note) << Name;
  diag(locationOf(*Course), "%0", DiagnosticIDs::Note) << tellCourse(*Course);
  noteUse(Use, Late);
}

void DanglingCaptureCheck::checkGiven(const MadeTask &Task, int Index, const LambdaExpr *Lambda,
                                      CoroutineTypes &Types) {
  if (!concernsArgument(Task.Made, &FunctionModel::Handler, Index, Types) ||
      !Task.Type.isAwaitable())
    return;
  bool Continues = isContinuation(Task.Made, Index, Types);
  // Given to the call by reference, the closure lives as long as the full expression, or longer.
  if (!Continues && !outlivesExpression(Task))
    return;
  if (!coroutineBody(Lambda->getCallOperator()))
    return checkPassedOn(Task.Made, Lambda, Types);
  const CXXMethodDecl *Body = closureBody(Lambda->getCallOperator());
  const Expr *Use = Body ? lateUse(Body, nullptr, Types) : nullptr;
  if (!Use)
    return;
  const bool Late = !isLazy(Body, Types);
  if (!warn(Lambda->getBeginLoc(), Use, "a closure", {}, Late))
    return;
  noteDestroyed(Task.Made);
  noteUse(Use, Late);
  suggestRepair(Lambda, Task, Types);
}

void DanglingCaptureCheck::checkPassedOn(const Call &Made, const LambdaExpr *Lambda,
                                         CoroutineTypes &Types) {
  const CXXMethodDecl *Body = Lambda->getCallOperator();
  if (Body->isDependentContext())
    return;
  std::optional<KeptSteps> Steps = keepsCaptures(Body, Types);
  if (!Steps || !Reported.insert(Lambda->getBeginLoc()).second)
    return;
  diag(Lambda->getBeginLoc(), "the coroutine that this lambda returns refers to what the lambda "
                              "has captured, which is gone when it %select{is resumed|runs}0")
      << isLazy(Body, Types);
  noteDestroyed(Made);
  for (const auto &[At, Text] : *Steps)
    diag(At, "%0", DiagnosticIDs::Note) << Text;
}

void DanglingCaptureCheck::checkCompletion(const MadeTask &Task, const FunctionDecl *Function,
                                           OutlivingTasks &Outliving, CoroutineTypes &Types) {
  const Call &Starter = Task.Course.Starter;
  const SpawnModel *Spawn = Starter ? roleOf(Starter, &FunctionModel::Spawn, Types) : nullptr;
  const Expr *Token = Spawn && Spawn->Token ? Starter.argument(*Spawn->Token) : nullptr;
  const auto *Lambda = Token ? dyn_cast<LambdaExpr>(ignoreIdentity(Token)) : nullptr;
  // A coroutine that waits for what the handler tells does so by an await.
  if (!Lambda || coroutineBody(Function) || coroutineBody(Lambda->getCallOperator()))
    return;
  forEachReferent(
      Lambda, Function,
      [&](const LambdaCapture &Capture, const VarDecl *Captured, const VarDecl *Object) {
        const Expr *Use = firstUse(Lambda->getCallOperator(), Captured);
        if (Use && !mayWaitInDestructor(Object->getType()))
          if (std::optional<TaskCourse> Course = Outliving.outlives(Task, Object))
            reportReferent(Capture, Lambda, Object, *Course, Use, /*IsCoroutine=*/false,
                           /*Late=*/false);
      });
}

void DanglingCaptureCheck::checkReferents(const MadeTask &Task, const LambdaExpr *Lambda,
                                          const FunctionDecl *Function, OutlivingTasks &Outliving,
                                          CoroutineTypes &Types) {
  const CXXMethodDecl *Body = Lambda->getCallOperator();
  bool IsCoroutine = coroutineBody(Body);
  // The callable of an operation that nobody awaits before the function has returned.
  bool IsLaterCall = !IsCoroutine && Task.Course.End == TaskEnd::Returned &&
                     Task.Type.Start == StartPolicy::Lazy;
  if (IsCoroutine ? Body->isDependentContext() : !IsLaterCall)
    return;
  forEachReferent(
      Lambda, Function,
      [&](const LambdaCapture &Capture, const VarDecl *Captured, const VarDecl *Object) {
        auto UseOf = [&](bool Late) {
          return IsCoroutine ? lateUse(Body, Captured, Types, Late) : firstUse(Body, Captured);
        };
        if (!UseOf(/*Late=*/false))
          return;
        std::optional<TaskCourse> Course =
            IsLaterCall ? Task.Course : Outliving.outlives(Task, Object);
        const bool Late = Course && isResumed(Body, *Course, Types);
        if (const Expr *Use = Course ? UseOf(Late) : nullptr)
          reportReferent(Capture, Lambda, Object, *Course, Use, IsCoroutine, Late);
      });
}

void DanglingCaptureCheck::reportReferent(const LambdaCapture &Capture, const LambdaExpr *Lambda,
                                          const VarDecl *Object, const TaskCourse &Course,
                                          const Expr *Use, bool IsCoroutine, bool Late) {
  if (!warnReferent(Capture, Lambda, Object, IsCoroutine, Late))
    return;
  diag(Object->getLocation(), "'%0' ends with its scope", DiagnosticIDs::Note) << Object->getName();
  diag(locationOf(Course), "%0", DiagnosticIDs::Note) << tellCourse(Course);
  noteUse(Use, Late);
}

bool DanglingCaptureCheck::warnReferent(const LambdaCapture &Capture, const LambdaExpr *Lambda,
                                        const VarDecl *Object, bool IsCoroutine, bool Late) {
  SourceLocation At = Capture.isExplicit() ? Capture.getLocation() : Lambda->getBeginLoc();
  if (!Reported.insert(At).second)
    return false;
  diag(At, "'%0' is captured by reference and gone when the %select{lambda|coroutine}1 "
           "%select{runs|goes on after a suspension}2")
      << Object->getName() << IsCoroutine << Late;
  return true;
}

bool DanglingCaptureCheck::warn(SourceLocation At, const Expr *Use, StringRef Owner,
                                ArrayRef<FixItHint> Fixes, bool Late) {
  if (!Reported.insert(At).second)
    return false;
  auto Warning = diag(At, "the coroutine uses '%0', captured in %1 that is gone when it "
                          "%select{runs|is resumed}2");
  Warning << capturedName(Use) << Owner << Late;
  for (const FixItHint &Fix : Fixes)
    Warning << Fix;
  return true;
}

void DanglingCaptureCheck::noteDestroyed(const Call &By) {
  diag(By.Expression->getExprLoc(),
       "'%0' destroys the closure once it has called it, without waiting for the coroutine that it "
       "makes",
       DiagnosticIDs::Note)
      << calleeName(By.Expression);
}

void DanglingCaptureCheck::noteUse(const Expr *Use, bool Late) {
  diag(Use->getBeginLoc(), "it is used here%select{|, after a suspension}0", DiagnosticIDs::Note)
      << Late;
}

void DanglingCaptureCheck::suggestRepair(const LambdaExpr *Lambda, const MadeTask &Task,
                                         CoroutineTypes &Types) {
  if (std::optional<FixItHint> Fix = takeClosureByValue(Lambda)) {
    diag(Fix->RemoveRange.getBegin(),
         "let the coroutine have the closure by value, as its object parameter", DiagnosticIDs::Note)
        << *Fix;
  } else if (std::vector<FixItHint> Fixes = capturesToParameters(Lambda, Task); !Fixes.empty()) {
    auto Note = diag(Lambda->getBeginLoc(),
                     "pass what it captures as parameters, of which the coroutine keeps its own",
                     DiagnosticIDs::Note);
    for (const FixItHint &Each : Fixes)
      Note << Each;
  }
  auto [Library, Root] = libraryOfCoroutine(Lambda->getCallOperator(), Types);
  if (Library && !Library->Spellings.Keeper.empty())
    diag(Lambda->getBeginLoc(), "to keep it until the coroutine has ended: %0", DiagnosticIDs::Note)
        << withRoot(Library->Spellings.Keeper, Root);
}

} // namespace corolint

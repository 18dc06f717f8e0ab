// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/TaskCourses.h"
#include "checks/lifetime/Closures.h"

namespace corolint {

class OutlivingTasks;

/// Finds coroutine lambdas whose captures are gone before the coroutine has ended, because the
/// closure, or what it captures by reference, is. Page: docs/checks/async-dangling-capture.md
class DanglingCaptureCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// The task is made by calling a closure.
  void checkCalled(const MadeTask &Task, const clang::FunctionDecl *Function,
                   OutlivingTasks &Outliving, CoroutineTypes &Types);
  /// The closure \p Lambda is the argument \p Index of the call that makes the task.
  void checkGiven(const MadeTask &Task, int Index, const clang::LambdaExpr *Lambda,
                  CoroutineTypes &Types);
  /// The closure \p Lambda, no coroutine, is destroyed by \p Made once it has been called.
  void checkPassedOn(const Call &Made, const clang::LambdaExpr *Lambda, CoroutineTypes &Types);
  /// Whoever has the closure may destroy it while its coroutine, which nobody can await, goes on.
  void checkWeak(const GivenLambda &Given, CoroutineTypes &Types);
  /// The closure, given away in \p Suspend, the await_suspend() of an awaiter, refers to the handle
  /// that this has by value, and resumes the coroutine by it: when that function has returned.
  void checkResuming(const GivenLambda &Given, const clang::FunctionDecl *Suspend,
                     CoroutineTypes &Types);
  /// The closure is given to what posts it.
  void checkPosted(const GivenLambda &Given, CoroutineTypes &Types);
  /// The call that makes the task keeps the closure \p Lambda: what it refers to.
  void checkReferents(const MadeTask &Task, const clang::LambdaExpr *Lambda,
                      const clang::FunctionDecl *Function, OutlivingTasks &Outliving,
                      CoroutineTypes &Types);
  /// The lambda that hears of the end of \p Task, which was started in \p Function, no coroutine:
  /// what it refers to.
  void checkCompletion(const MadeTask &Task, const clang::FunctionDecl *Function,
                       OutlivingTasks &Outliving, CoroutineTypes &Types);
  /// \p Lambda refers by \p Capture to \p Object, and uses it at \p Use when that is gone.
  void reportReferent(const clang::LambdaCapture &Capture, const clang::LambdaExpr *Lambda,
                      const clang::VarDecl *Object, const TaskCourse &Course,
                      const clang::Expr *Use, bool IsCoroutine, bool Late);
  /// The warnings; false where they have been given before. \p Late: a suspension comes before the
  /// use.
  bool warnReferent(const clang::LambdaCapture &Capture, const clang::LambdaExpr *Lambda,
                    const clang::VarDecl *Object, bool IsCoroutine, bool Late);
  bool warn(clang::SourceLocation At, const clang::Expr *Use, llvm::StringRef Owner,
            clang::ArrayRef<clang::FixItHint> Fixes, bool Late);
  void noteDestroyed(const Call &By);
  void noteUse(const clang::Expr *Use, bool Late);
  void suggestRepair(const clang::LambdaExpr *Lambda, const MadeTask &Task, CoroutineTypes &Types);

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/AwaitedCounts.h"
#include "checks/flow/TaskCourses.h"
#include "checks/flow/UnownedUses.h"

namespace corolint {

/// Finds coroutines that run on by themselves and use `this` after a suspension during which
/// nothing has kept the object alive, and objects of weak references that may be gone. Page:
/// docs/checks/async-unowned-this.md
class UnownedThisCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// \p Function is itself a coroutine that nobody can await.
  void checkDetached(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  /// Strong references of \p Function that nobody has asked whether they are null.
  void checkUntested(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  /// \p Task is started, or goes on, without anybody who awaits it.
  void checkStarted(const MadeTask &Task, AwaitedCounts &Counts, CoroutineTypes &Types);
  /// The coroutine \p Coroutine, for the object of \p Class, is started at \p At.
  void report(const clang::Expr *At, llvm::StringRef Name, const clang::FunctionDecl *Coroutine,
              const clang::CXXRecordDecl *Class, CoroutineTypes &Types);
  bool isWanted(const clang::CXXRecordDecl *Class, CoroutineTypes &Types) const;

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

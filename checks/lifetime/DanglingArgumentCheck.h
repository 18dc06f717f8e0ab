// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/KeptReferences.h"
#include "checks/flow/SelfOwners.h"
#include "checks/flow/TaskCourses.h"

namespace corolint {

/// Finds calls that give a coroutine a reference to what ends before the task does, because the task
/// is stored, returned, started by itself or otherwise not awaited at once. Page:
/// docs/checks/async-dangling-argument.md
class DanglingArgumentCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// The task keeps what its argument \p Index (-1: the object), \p Argument, leads to.
  void report(const MadeTask &Task, const TaskCourse &Course, int Index,
              const clang::Expr *Argument, const Reach &Reached, const KeptSteps &Evidence,
              bool AtOnce);
  void suggestCopy(const Call &Made, int Index, const Reach &Reached);
  void suggestValue(const clang::ParmVarDecl *Parameter);
  /// The lambdas that \p Function gives to others, and whose coroutines nobody can await.
  void checkHandlers(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  /// Strict: the coroutine \p Function itself.
  void checkDeclaration(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  bool isNew(clang::SourceLocation At) { return Reported.insert(At).second; }

  llvm::DenseSet<clang::SourceLocation> Reported;
  std::optional<SelfOwners> Owners; ///< Of the unit, once it is known.
};

} // namespace corolint

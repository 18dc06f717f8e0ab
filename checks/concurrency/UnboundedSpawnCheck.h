// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/knowledge/Calls.h"

namespace corolint {

/// Finds tasks started once per element of a runtime-sized range or loop, with nothing that limits
/// how many run. Page: docs/checks/async-unbounded-spawn.md Options: SmallBound, Limit.
class UnboundedSpawnCheck : public AsyncCheck {
public:
  UnboundedSpawnCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// The call \p Made, in \p Loops (innermost last), starts a task.
  void started(const Call &Made, const clang::Expr *Task, llvm::ArrayRef<const clang::Stmt *> Loops,
               const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void gathered(const Call &Made, const GatherModel &Gather, const clang::FunctionDecl *Function,
                CoroutineTypes &Types);

  const unsigned SmallBound, Limit;
  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

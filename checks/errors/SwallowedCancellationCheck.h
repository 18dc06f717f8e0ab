// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/errors/ThrownFailureCheck.h"
#include "checks/knowledge/Cancellations.h"

namespace corolint {

/// Finds handlers that catch the exception by which a coroutine is told to stop, and go on all the
/// same. Page: docs/checks/async-swallowed-cancellation.md
class SwallowedCancellationCheck : public ThrownFailureCheck {
public:
  using ThrownFailureCheck::ThrownFailureCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// \p Await is the await in \p Try at which the exception may be thrown.
  void judge(const clang::CXXTryStmt *Try, const clang::CoawaitExpr *Await,
             llvm::ArrayRef<Cancellation> Known, const clang::FunctionDecl *Function,
             CoroutineTypes &Types);
  void suggestFix(const clang::CXXCatchStmt *Handler, const Cancellation &Caught,
                  const clang::FunctionDecl *Function, CoroutineTypes &Types);

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

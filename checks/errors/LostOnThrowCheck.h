// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/errors/ThrownFailureCheck.h"
#include "checks/flow/StartedTogether.h"

namespace corolint {

/// Finds running tasks that are awaited one after the other, so that a failure of one leaves the rest
/// running with nobody to hear of them. Page: docs/checks/async-lost-on-throw.md
class LostOnThrowCheck : public ThrownFailureCheck {
public:
  using ThrownFailureCheck::ThrownFailureCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// \p Lost are left behind by \p Await.
  void report(const clang::CoawaitExpr *Await, llvm::ArrayRef<LostAwaitable> Lost,
              const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void reportInTurn(const AwaitInTurn &Found, CoroutineTypes &Types);
  void reportBetween(const AwaitBetweenStarts &Found);

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

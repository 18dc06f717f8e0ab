// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/knowledge/Calls.h"

namespace corolint {

/// Finds tests whose coroutine never runs: expectations that a call throws which only makes a task,
/// lambdas that nothing calls, mocks that hand out one task again and again.
/// Page: docs/checks/async-test-never-runs.md
class TestNeverRunsCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void judgeExpectations(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void judgeLambdas(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void judgeMocks(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  bool isNew(clang::SourceLocation At) { return Reported.insert(At).second; }

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

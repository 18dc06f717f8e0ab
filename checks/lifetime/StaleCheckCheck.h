// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/StaleTests.h"

namespace corolint {

/// Finds coroutines that test shared state before a suspension and act on it after that without
/// another test. Page: docs/checks/async-stale-check.md
class StaleCheckCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  std::optional<StateChanges> Changes;
  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

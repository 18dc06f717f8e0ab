// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/TimeLimits.h"

namespace corolint {

/// Finds waits for a peer on a network, and waits without an end, that nothing gives a time limit.
/// Page: docs/checks/async-missing-timeout.md
class MissingTimeoutCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  std::optional<TimeLimits> Limits; ///< Of the current unit, once asked for.
  clang::ASTContext *Unit = nullptr;
  llvm::DenseSet<clang::SourceLocation> Reported; ///< A template's instances share their places.
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds loops on the event loop that turn without suspending until somebody else changes what they
/// look at, or that poll it with a timer. Page: docs/checks/async-busy-wait.md
class BusyWaitCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  llvm::DenseSet<clang::SourceLocation> Reported; ///< A template's instances share their places.
};

} // namespace corolint

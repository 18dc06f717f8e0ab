// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/FunctionUses.h"
#include "llvm/ADT/DenseSet.h"
#include <optional>

namespace corolint {

/// Finds loops on the event loop that turn without suspending until somebody else changes what they
/// look at, or that poll it with a timer. Page: docs/checks/async-busy-wait.md
class BusyWaitCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onStartOfTranslationUnit() override { Uses.reset(); }

private:
  /// A call of \p Function, which nothing outside of the unit can call, if
  /// coroutines on the event loop alone call it; null otherwise.
  const clang::CallExpr *calledOnEventLoop(const clang::FunctionDecl *Function,
                                           CoroutineTypes &Types);

  std::optional<FunctionUses> Uses;               ///< Of the current unit, once asked for.
  llvm::DenseSet<clang::SourceLocation> Reported; ///< A template's instances share their places.
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/FunctionUses.h"

namespace corolint {

/// Finds coroutines whose return type nobody can await or observe, other than entry points of the
/// program. Page: docs/checks/async-detached-coroutine.md
class DetachedCoroutineCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  /// Whether \p Function is where the program, or a handler that a library calls, begins.
  bool isEntryPoint(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void report(const clang::FunctionDecl *Function, CoroutineTypes &Types);

  llvm::DenseSet<clang::SourceLocation> Reported;
  std::optional<FunctionUses> Uses; ///< Of the current unit, once asked for.
};

} // namespace corolint

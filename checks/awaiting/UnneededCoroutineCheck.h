// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/ForwardedCall.h"
#include "checks/flow/FunctionUses.h"

namespace corolint {

/// Finds coroutines that never suspend, or only await one task to return its result: frames made
/// for nothing. Page: docs/checks/async-unneeded-coroutine.md
class UnneededCoroutineCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  /// Whether only code that is seen decides what \p Function must be: it is no override, callback,
  /// template or lambda.
  bool isFree(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  /// Whether an ordinary function would do for every call of \p Function.
  bool isAlwaysAwaited(const clang::FunctionDecl *Function) const;
  void report(const clang::FunctionDecl *Function, const ForwardedCall &Forwarded);

  std::optional<FunctionUses> Uses; ///< Of the current unit, once asked for.
};

} // namespace corolint

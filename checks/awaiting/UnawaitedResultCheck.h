// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/DiscardedValues.h"

namespace corolint {

/// Finds full expressions that discard a value of awaitable type, so that the work behind it never runs, is cancelled, or runs
/// unobserved. Page: docs/checks/async-unawaited-result.md
class UnawaitedResultCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void report(const clang::Expr *Value, DiscardForm Form, llvm::StringRef Callee, DropFate Fate,
              const CoroutineType &Type, const clang::FunctionDecl *Function, CoroutineTypes &Types);
};

} // namespace corolint

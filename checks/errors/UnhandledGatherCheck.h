// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/errors/GatherResults.h"
#include "checks/knowledge/Calls.h"

namespace corolint {

/// Finds gathers that report failures as values which nobody looks at, and gathers that throw where
/// nothing can catch. Page: docs/checks/async-unhandled-gather.md
class UnhandledGatherCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// \p At is the co_await of the gather of \p Use, or the gather itself; \p Message says what is
  /// lost. Where nothing uses the result, a function that gives another one can take its place.
  void report(const clang::Expr *At, const GatherUse &Use, llvm::StringRef Message,
              bool ResultUnused = false);
  /// Of several failures in a structured binding, those that nothing reads while others are read.
  void reportUnread(const GatherUse &Use, CoroutineTypes &Types);
  /// What the continuation of the gather of \p Use leaves unread.
  void judgeContinuation(const GatherUse &Use, CoroutineTypes &Types);

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

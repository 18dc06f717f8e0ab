// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/knowledge/Calls.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds callables that return an awaitable, handed to what throws their result away. Page:
/// docs/checks/async-discarded-by-callback.md
class DiscardedByCallbackCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// Reports \p Callable, if it returns an awaitable. \p By names what throws that away.
  void consider(const clang::Expr *Callable, llvm::StringRef By, CoroutineTypes &Types,
                clang::SourceLocation DiscardedAt = {});

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

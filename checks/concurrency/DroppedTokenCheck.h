// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds calls that are not given the stop token of the function that makes them, although they, or
/// an overload, would take it. Page: docs/checks/async-dropped-token.md
class DroppedTokenCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  llvm::DenseSet<clang::SourceLocation> Reported; ///< A template's instances share their places.
};

} // namespace corolint

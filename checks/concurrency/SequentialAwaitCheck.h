// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/IndependentAwaits.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds awaits one after the other of which none needs what another one gives.
/// Page: docs/checks/async-sequential-await.md
class SequentialAwaitCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void report(const IndependentAwaits &Found, const clang::FunctionDecl *Function,
              CoroutineTypes &Types);

  llvm::DenseSet<clang::SourceLocation> Reported; ///< A template's instances share their places.
};

} // namespace corolint

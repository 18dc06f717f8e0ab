// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/summary/FunctionSummary.h"

namespace corolint {

/// Base of the checks that report what a function on the event loop calls that blocks its thread, by
/// itself or through any number of functions.
class BlockingChainCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

protected:
  /// Whether another check that runs, too, tells of \p Chain.
  virtual bool isToldOfElsewhere(const BlockingChain &, CoroutineTypes &) const { return false; }
  /// Tells of one chain; called once for each place where one starts.
  virtual void report(const BlockingChain &Chain, CoroutineTypes &Types) = 0;
  /// Adds a note for every step of \p Chain behind the first.
  void noteHops(const BlockingChain &Chain);

  SummaryOptions Wanted; ///< Set by the constructor of the check.

private:
  clang::ASTContext *Unit = nullptr; ///< Set once the unit is known to have code on an event loop.
};

} // namespace corolint

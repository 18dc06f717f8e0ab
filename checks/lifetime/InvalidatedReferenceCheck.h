// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/StaleReferences.h"

namespace corolint {

/// Finds references, pointers, iterators and views into shared state that are used after a
/// suspension during which other code may end what they refer to.
/// Page: docs/checks/async-invalidated-reference.md
class InvalidatedReferenceCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  void report(const StaleReference &Stale);
  void reportThread(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void noteSuspensions(llvm::ArrayRef<const clang::CoroutineSuspendExpr *> Crossed);
  /// Whether \p Stale is one to speak of: what merely adds, or opens what was not there, may all
  /// happen before.
  bool counts(const StaleReference &Stale, CoroutineTypes &Types) const;

  std::optional<StateChanges> Changes;
  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

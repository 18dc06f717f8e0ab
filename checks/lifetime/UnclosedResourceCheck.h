// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds local objects that must be closed or joined asynchronously and are destroyed without that,
/// and places in limiters and locks that a failure leaves taken.
/// Page: docs/checks/async-unclosed-resource.md
class UnclosedResourceCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void reportPlaces(const clang::FunctionDecl *Function, CoroutineTypes &Types);

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

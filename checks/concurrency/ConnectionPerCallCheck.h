// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/knowledge/Calls.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds connections that are made for one turn of a loop or one request although the library has a
/// pool that lends them. Page: docs/checks/async-connection-per-call.md
class ConnectionPerCallCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// Whether \p Function runs once for each of many requests: a model says that a library calls it
  /// on its event loop, or a loop of the unit, which turns until the program ends, starts it.
  bool servesRequests(const clang::FunctionDecl *Function, CoroutineTypes &Types);

  std::optional<llvm::DenseSet<const clang::FunctionDecl *>> Served; ///< What such loops start.
  clang::ASTContext *Unit = nullptr;
  llvm::DenseSet<clang::SourceLocation> Reported; ///< A template's instances share their places.
};

} // namespace corolint

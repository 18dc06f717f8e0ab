// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/knowledge/MadeAwaitable.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds un-awaited awaitables that stand where their result was wanted: as the value of a
/// coroutine or of a callable's asynchronous call, or bound to a reference. Page:
/// docs/checks/async-nested-task.md
class NestedTaskCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void reportValue(const clang::CoreturnStmt *Return, const MadeAwaitable &Made);
  void considerReferences(const clang::FunctionDecl *Function, CoroutineTypes &Types);

  llvm::DenseSet<clang::SourceLocation> Reported; ///< Instances of templates share places.
};

} // namespace corolint

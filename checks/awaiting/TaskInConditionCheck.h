// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/TestedValues.h"
#include "checks/knowledge/MadeAwaitable.h"

namespace corolint {

/// Finds tasks that are tested or compared where they are made, so that the answer is about the
/// handle and not about the result. Page: docs/checks/async-task-in-condition.md
class TaskInConditionCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// Whether the result of \p Made was meant in \p Test.
  bool isMistaken(const TestedValue &Test, const MadeAwaitable &Made, CoroutineTypes &Types) const;
  void report(const TestedValue &Test, const MadeAwaitable &Made,
              const clang::FunctionDecl *Function, CoroutineTypes &Types);

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

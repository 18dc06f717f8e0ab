// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds values that are used after a suspension point although they were moved before it.
/// Page: docs/checks/async-use-after-move.md
class UseAfterMoveCheck : public AsyncCheck {
public:
  UseAfterMoveCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// bugprone-use-after-move is in this run, too, and tells of what it finds itself.
  const bool IsComplement;
  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

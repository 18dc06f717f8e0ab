// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds coroutines that hold a lock of threads where they are suspended. Options:
///  - ThreadBoundTypes: semicolon-separated list of qualified names of further classes whose objects
///  must not live across a suspension. Empty by default.
/// Page: docs/checks/async-lock-across-await.md
class LockAcrossAwaitCheck : public AsyncCheck {
public:
  LockAcrossAwaitCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  const std::string ThreadBoundTypes;
  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/errors/ForgottenWork.h"
#include "checks/errors/ThrownFailureCheck.h"

namespace corolint {

/// Finds asynchronous work whose failure nobody hears of, or that ends the program.
/// Page: docs/checks/async-unobserved-failure.md
class UnobservedFailureCheck : public ThrownFailureCheck {
public:
  UnobservedFailureCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  /// Work that a function starts and forgets.
  void reportForgotten(const ForgottenWork &Work, CoroutineTypes &Types);
  /// Says how to hear of it.
  void suggestFix(const ForgottenWork &Work, CoroutineTypes &Types);
  /// The coroutine \p Function, whose own type forgets failures.
  void judgeCoroutine(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void noteSource(const FailureSource &Source, const clang::FunctionDecl *In);
  bool isNew(clang::SourceLocation At) { return Reported.insert(At).second; }

  const bool FindsGathers; ///< async-unhandled-gather runs, too, and tells of gathers that throw.
  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

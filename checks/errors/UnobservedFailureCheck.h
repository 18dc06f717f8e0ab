// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/errors/ForgottenWork.h"
#include "checks/errors/ThrownFailureCheck.h"
#include "checks/flow/Failures.h"
#include "checks/flow/Overriders.h"
#include "checks/summary/Sites.h"

namespace corolint {

/// Finds asynchronous work whose failure nobody hears of, or that ends the program.
/// Page: docs/checks/async-unobserved-failure.md
class UnobservedFailureCheck : public ThrownFailureCheck {
public:
  UnobservedFailureCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  /// Whether to report at \p At what is right if a task of \p Unseen may fail, where there are
  /// some. Where other units will be linked with this one, it stands until they say otherwise. \p
  /// NeedsProof: nothing is said of it where none of them shows that one may.
  bool isRight(clang::SourceLocation At, const UnseenTasks &Unseen, bool NeedsProof,
               CoroutineTypes &Types);
  /// Work that a function starts and forgets.
  void reportForgotten(const ForgottenWork &Work, CoroutineTypes &Types);
  /// Says how to hear of it.
  void suggestFix(const ForgottenWork &Work, CoroutineTypes &Types);
  /// The coroutine \p Function, whose own type forgets failures.
  void judgeCoroutine(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void noteSource(const FailureSource &Source, const clang::FunctionDecl *In);
  /// Whether all of \p Unseen are virtual, and the unit shows overriders of each and none that may
  /// fail.
  bool areSoundOverriders(const UnseenTasks &Unseen, CoroutineTypes &Types);
  /// Whether nothing was reported at \p At yet, and to do so isRight().
  bool isNew(clang::SourceLocation At, const UnseenTasks &Unseen, CoroutineTypes &Types,
             bool NeedsProof = false);

  const bool FindsGathers; ///< async-unhandled-gather runs, too, and tells of gathers that throw.
  UnitSummary Summary;     ///< Of the unit, where others will be linked with it.
  std::optional<Sites> Places; ///< There.
  std::vector<Site> Settled;   ///< Where something was reported that this unit shows.
  llvm::DenseSet<clang::SourceLocation> Reported;
  std::optional<Overriders> Virtuals;                      ///< Of the current unit, once asked for.
  llvm::DenseMap<const clang::FunctionDecl *, bool> Sound; ///< The virtual ones that were asked of.
};

} // namespace corolint

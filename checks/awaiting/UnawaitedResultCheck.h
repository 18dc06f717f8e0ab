// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/knowledge/MadeAwaitable.h"
#include "llvm/ADT/MapVector.h"

namespace corolint {

/// Finds full expressions that discard a value of awaitable type, so that the work behind it never
/// runs, is cancelled, or runs unobserved. Page: docs/checks/async-unawaited-result.md
class UnawaitedResultCheck : public AsyncCheck {
public:
  UnawaitedResultCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  /// A discarded awaitable; of a template, that of the first instance met.
  struct Discard {
    const clang::Expr *Value;
    DiscardForm Form;
    MadeAwaitable Dropped;
    /// Whether co_await can be written there, in every instance.
    Answer MayAwait;
  };

  void add(Discard Found);
  void report(const Discard &Found, clang::ASTContext &Context);

  const bool FindsCallbacks; ///< async-discarded-by-callback runs, too.
  const bool FindsTests;     ///< async-test-never-runs runs, too, and tells of expected throws.
  llvm::MapVector<clang::SourceLocation, Discard> Discards; ///< By where they begin.
  clang::ASTContext *Unit = nullptr;                        ///< Set with the first discard.
};

} // namespace corolint

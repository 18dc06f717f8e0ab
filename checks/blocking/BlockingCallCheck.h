// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/summary/FunctionSummary.h"
#include "clang-tidy/utils/IncludeInserter.h"

namespace corolint {

/// Finds calls on the event loop that block its thread, directly or through any number of
/// functions. Page: docs/checks/async-blocking-call.md Options: Categories, AllowedFunctions,
/// BlockingFunctions.
class BlockingCallCheck : public AsyncCheck {
public:
  BlockingCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerPPCallbacks(const clang::SourceManager &Sources, clang::Preprocessor *Main,
                           clang::Preprocessor *ModuleExpander) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

private:
  /// Whether async-sync-sibling runs, too, and says of the call \p Blocking what to await instead.
  bool isSiblingFinding(const clang::Expr *Blocking, CoroutineTypes &Types) const;
  void report(const BlockingChain &Chain, CoroutineTypes &Types);
  /// The edits that replace the sleeping or blocking call \p Blocking by \p Spelled; none where
  /// they cannot be made.
  llvm::SmallVector<clang::FixItHint, 4> replace(const clang::Expr *Blocking,
                                                 const struct Spelling &Spelled,
                                                 const clang::ASTContext &Context);

  const std::string Categories, AllowedFunctions, BlockingFunctions;
  SummaryOptions Wanted;
  const bool FindsSiblings;
  clang::tidy::utils::IncludeInserter Inserter;
  clang::ASTContext *Unit = nullptr; ///< Set once the unit is known to have a coroutine.
};

} // namespace corolint

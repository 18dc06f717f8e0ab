// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/blocking/AwaitedReplacement.h"
#include "checks/summary/FunctionSummary.h"

namespace corolint {

/// Base of the checks that report what a function on the event loop calls that blocks its thread, by
/// itself or through any number of functions. Option of all of them: IncludeStyle.
class BlockingChainCheck : public AsyncCheck {
public:
  BlockingChainCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerPPCallbacks(const clang::SourceManager &Sources, clang::Preprocessor *Main,
                           clang::Preprocessor *ModuleExpander) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

protected:
  /// Tells of one chain; called once for each place where one starts.
  virtual void report(const BlockingChain &Chain, CoroutineTypes &Types) = 0;
  /// Reports \p Chain: that its first call does \p What, the steps, and \p Replacement for that call;
  /// one that needs a human's eye on a note that says \p Advice.
  void tell(const BlockingChain &Chain, llvm::StringRef What, clang::DiagnosticIDs::Level Level,
            const AwaitedReplacement &Replacement, llvm::StringRef Advice,
            const clang::ASTContext &Context);

  SummaryOptions Wanted; ///< Set by the constructor of the check.

private:
  /// Whether async-sync-sibling runs, too, and says of the first call what to await instead.
  bool isToldOfElsewhere(const BlockingChain &Chain, CoroutineTypes &Types) const;

  const bool FindsSiblings;
  clang::tidy::utils::IncludeInserter Inserter;
  clang::ASTContext *Unit = nullptr; ///< Set once the unit is known to have code on an event loop.
};

} // namespace corolint

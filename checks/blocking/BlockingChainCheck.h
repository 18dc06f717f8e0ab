// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/blocking/AwaitedReplacement.h"
#include "checks/blocking/NeededIncludes.h"
#include "checks/summary/BlockingChains.h"
#include "checks/summary/Summarize.h"

namespace corolint {

/// Base of the checks that report what a function on the event loop calls that blocks its thread, by
/// itself or through any number of functions. Option of all of them: IncludeStyle.
class BlockingChainCheck : public AsyncCheck {
public:
  /// Reports the chains of \p Kind.
  BlockingChainCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context, ChainKind Kind);
  /// Any of C's family: coroutines call functions that are written in others.
  bool isLanguageVersionSupported(const clang::LangOptions &) const override { return true; }
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerPPCallbacks(const clang::SourceManager &Sources, clang::Preprocessor *Main,
                           clang::Preprocessor *ModuleExpander) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

protected:
  /// Tells of one chain; called once for each place where one starts.
  virtual void report(const BlockingChain &Chain, CoroutineTypes &Types) = 0;
  /// Reports \p Chain, its steps, and \p Replacement for its first call; one that needs a human's eye
  /// on a note that says \p Advice.
  void tell(const BlockingChain &Chain, clang::DiagnosticIDs::Level Level,
            const AwaitedReplacement &Replacement, llvm::StringRef Advice);
  /// The expression that starts \p Chain; null for what is no expression of its own.
  static const clang::Expr *start(const BlockingChain &Chain);

  /// What to look for; the checks of one unit share it. To be added to by the constructor of the check.
  SummaryOptions &wanted() { return Shared->Wanted; }

private:
  /// What the checks of one unit share.
  struct UnitWork {
    const clang::tidy::ClangTidyContext *Of = nullptr;
    SummaryOptions Wanted;
    UnitSummary Summary;
    bool IsMade = false;
    unsigned Checks = 0; ///< Those that have not yet reported.
    /// What is known of other units; null if nothing is.
    std::shared_ptr<const std::vector<UnitSummary>> Others;
  };

  /// Fills in what the checks of this unit share.
  void makeSummary(CoroutineTypes &Types);
  void reportChains(UnitSummary &Summary, CoroutineTypes &Types);
  /// Marks the calls in \p Summary of which a comment forbids to say anything, whatever is found.
  void markSuppressed(UnitSummary &Summary, clang::ASTContext &Unit) const;
  /// Adds to \p Summary how the calls on an event loop of which other units may tell are run elsewhere.
  void addOffloads(UnitSummary &Summary, CoroutineTypes &Types);
  /// Whether \p Chain is no more than a remark on what a macro does beside its task, as assertions
  /// that log do.
  bool isAside(const BlockingChain &Chain, const clang::SourceManager &Sources) const;
  /// Whether async-sync-sibling runs, too, and says of the first call what to await instead.
  bool isToldOfElsewhere(const BlockingChain &Chain, CoroutineTypes &Types) const;

  const ChainKind Kind;
  clang::tidy::ClangTidyContext &Tidy;
  const bool FindsSiblings;
  const std::string Name;
  NeededIncludes Includes;
  /// Of addOffloads(), which adds each header once, too.
  NeededIncludes OffloadIncludes;
  std::shared_ptr<UnitWork> Shared;
  clang::ASTContext *Unit = nullptr; ///< Set once the unit is known to have a function.
};

} // namespace corolint

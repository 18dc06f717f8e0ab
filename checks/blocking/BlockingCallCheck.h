// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/blocking/BlockingChainCheck.h"
#include "clang-tidy/utils/IncludeInserter.h"

namespace corolint {

/// Finds calls on the event loop that block its thread, directly or through any number of
/// functions. Page: docs/checks/async-blocking-call.md Options: Categories, AllowedFunctions,
/// BlockingFunctions.
class BlockingCallCheck : public BlockingChainCheck {
public:
  BlockingCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerPPCallbacks(const clang::SourceManager &Sources, clang::Preprocessor *Main,
                           clang::Preprocessor *ModuleExpander) override;

private:
  /// Whether async-sync-sibling runs, too, and says of the first call what to await instead.
  bool isToldOfElsewhere(const BlockingChain &Chain, CoroutineTypes &Types) const override;
  void report(const BlockingChain &Chain, CoroutineTypes &Types) override;
  /// The edits that replace the sleeping or blocking call \p Blocking by \p Spelled; none where
  /// they cannot be made.
  llvm::SmallVector<clang::FixItHint, 4> replace(const clang::Expr *Blocking,
                                                 const struct Spelling &Spelled,
                                                 const clang::ASTContext &Context);

  const std::string Categories, AllowedFunctions, BlockingFunctions;
  const bool FindsSiblings;
  clang::tidy::utils::IncludeInserter Inserter;
};

} // namespace corolint

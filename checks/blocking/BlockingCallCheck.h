// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/blocking/BlockingChainCheck.h"
#include <map>

namespace corolint {

/// Finds calls on the event loop that block its thread, directly or through any number of
/// functions. Page: docs/checks/async-blocking-call.md Options: Categories, CategoryLevels,
/// AllowedFunctions, AllowedContexts, BlockingFunctions.
class BlockingCallCheck : public BlockingChainCheck {
public:
  BlockingCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;

private:
  void report(const BlockingChain &Chain, CoroutineTypes &Types) override;

  /// What CategoryLevels says; complains of what it cannot read.
  std::map<std::string, Tier> levelsOf(llvm::StringRef List);

  const std::string Categories, CategoryLevels, AllowedFunctions, AllowedContexts, BlockingFunctions;
};

} // namespace corolint

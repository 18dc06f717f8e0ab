// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/blocking/BlockingChainCheck.h"

namespace corolint {

/// Finds calls on the event loop that block its thread, directly or through any number of
/// functions. Page: docs/checks/async-blocking-call.md Options: Categories, AllowedFunctions,
/// BlockingFunctions.
class BlockingCallCheck : public BlockingChainCheck {
public:
  BlockingCallCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;

private:
  void report(const BlockingChain &Chain, CoroutineTypes &Types) override;

  const std::string Categories, AllowedFunctions, BlockingFunctions;
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/blocking/BlockingChainCheck.h"

namespace corolint {

/// Finds waits on the event loop, blocking its thread, for asynchronous work, directly or through any
/// number of functions. Page: docs/checks/async-sync-wait.md
class SyncWaitCheck : public BlockingChainCheck {
public:
  SyncWaitCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

private:
  void report(const BlockingChain &Chain, CoroutineTypes &Types) override;
};

} // namespace corolint

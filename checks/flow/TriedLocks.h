// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// On which branch does a coroutine have the lock that a condition has tried to take?

#pragma once

#include "checks/knowledge/Calls.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

/// What \p Graph evaluates first where an `if` has found that a lock could be taken, by
/// `mutex.try_lock()` as its condition or `!mutex.try_lock()`, with that call.
llvm::DenseMap<const clang::Stmt *, Call> triedLocks(const clang::CFG &Graph);

} // namespace corolint

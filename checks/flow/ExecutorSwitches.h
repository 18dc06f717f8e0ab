// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// On which executor does a statement of a coroutine run?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// The expressions of the coroutine \p Function that may run on another executor than the one it
/// started on: on some path to them it awaited a switch (a call with the role `switches`, or the
/// same function of one of several objects of which nothing is known) and none that went back to an
/// event loop since. Empty for a function that is no coroutine or never
/// switches. With \p PoolsCount a thread pool that is named does not count as elsewhere: its tasks
/// share its threads, as those of an event loop do.
llvm::DenseSet<const clang::Stmt *> runsElsewhere(const clang::FunctionDecl *Function,
                                                  CoroutineTypes &Types,
                                                  bool PoolsCount = false);

} // namespace corolint

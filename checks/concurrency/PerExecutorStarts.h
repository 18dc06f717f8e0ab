// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does a loop start one task for each of several event loops or pools?

#pragma once

#include "checks/concurrency/StartedTasks.h"

namespace corolint {

/// Whether each turn of \p Loop, one of those around \p Start, starts its task on an event loop or
/// pool of its own, the element of a container that the loop is at: there are as many tasks as
/// these.
bool isPerExecutor(const StartedTask &Start, const clang::Stmt *Loop, CoroutineTypes &Types);

} // namespace corolint

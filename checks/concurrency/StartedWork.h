// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does the work that is started do, as far as it bears on how much of it is under way?

#pragma once

#include "checks/concurrency/StartedTasks.h"

namespace corolint {

/// Whether the coroutine that \p Task calls or is awaits a limiter, or is not seen and is given
/// one: it bounds the work, not the number of tasks.
bool limitsItself(const clang::Expr *Task, CoroutineTypes &Types);

/// Whether \p Start in \p Loop starts a task on each item, plain data, of a stream that \p Loop
/// awaits and nothing else, and what is seen of that task has no part in how fast the stream goes:
/// it asks no limiter, gives nothing back, tells the stream nothing.
bool isPerStreamItem(const StartedTask &Start, const clang::Stmt *Loop, CoroutineTypes &Types);

} // namespace corolint

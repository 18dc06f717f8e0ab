// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does the work that is started do, as far as it bears on how much of it is under way?

#pragma once

#include "checks/concurrency/StartedTasks.h"

namespace corolint {

/// Whether what \p Task calls or is awaits a limiter, or returns what that gives where it has
/// something to do, or is not seen and is given one: it bounds the work, not the number of tasks. A
/// turn of \p Loop starts it; null for a callable that is called once per element of a range. What
/// it asks of what it was given for itself alone, how much its connection still has to send, bounds
/// nothing.
bool limitsItself(const clang::Expr *Task, const clang::Stmt *Loop, CoroutineTypes &Types);

/// Whether \p Start in \p Loop starts a task on each item, plain data, of a stream that \p Loop
/// awaits and nothing else, and what is seen of that task has no part in how fast the stream goes:
/// it asks no limiter, gives nothing back, tells the stream nothing.
bool isPerStreamItem(const StartedTask &Start, const clang::Stmt *Loop, CoroutineTypes &Types);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does something decide before each start of a task whether there is a place for it?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Whether \p Start, an expression in \p Loop, is only met while a number that is counted up beside
/// it is small enough, `if (running < limit) { ++running; start(); }` or `if (running == limit)
/// break;`, or where an object that outlives the function has let it in: `if
/// (!scheduler.admit(job)) continue;`. That is a limiter, or is asked by a member function that may
/// change it and that compares numbers, or is not seen.
bool isAdmitted(const clang::Expr *Start, const clang::Stmt *Loop, CoroutineTypes &Types);

/// Whether \p Function, before it comes to \p Loop, awaits as many places in a limiter as it has
/// computed: for all that the loop starts.
bool isPaidFor(const clang::Stmt *Loop, const clang::FunctionDecl *Function, CoroutineTypes &Types);

} // namespace corolint

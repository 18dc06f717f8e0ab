// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does a coroutine take a lock that suspends it until it is free?

#pragma once

#include "checks/flow/StateChanges.h"
#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// Whether \p Function awaits an asynchronous mutex or limiter, or is given by an await what guards
/// asynchronous work: what other code may do meanwhile is then for that lock to say.
bool takesAsyncLock(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// Whether \p Function takes one, or everybody who calls it awaits it, having taken one before, in
/// the scope of that, or has been given the guard of one: `lock().then([](Guard held) { … })`.
bool runsUnderAsyncLock(const clang::FunctionDecl *Function, const StateChanges &Changes,
                        CoroutineTypes &Types);

} // namespace corolint

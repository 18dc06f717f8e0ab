// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does something decide before each start of a task whether there is a place for it?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Whether \p Start, an expression in \p Loop, is only met while a number that is counted up beside
/// it is compared with something and has not grown too large: `if (running < limit) { ++running;
/// start(); }`, `if (running >= limit) continue;`, `if (running == limit) break;`. Or where an
/// object that outlives the function has let it in, `if (!scheduler.admit(job)) continue;`: a
/// limiter, or one that is asked by a function, not const, that gives nothing out and is seen to go
/// back where a number has grown too large, or is not seen and has the name of an admission.
bool isAdmitted(const clang::Expr *Start, const clang::Stmt *Loop, CoroutineTypes &Types);

/// Whether what \p Start gives is assigned to a variable that it is given, or that a condition
/// around it asks: each task waits for the last one, `last = then(std::move(last), …)`, or is only
/// started when that has ended, `if (last.isReady()) last = run();`.
bool followsLast(const clang::Expr *Start, CoroutineTypes &Types);

/// Whether \p Function, before it comes to \p Loop, awaits places in a limiter, from that itself or
/// by a function that a model knows, whose number is no constant: for all that the loop starts.
bool isPaidFor(const clang::Stmt *Loop, const clang::FunctionDecl *Function, CoroutineTypes &Types);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does an await wait for?

#pragma once

#include "checks/knowledge/Calls.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

/// What \p Await waits for: what a model says of the call that it awaits; a turn for a switch of
/// executors and for a tag (a constant or temporary of a class without state) that its promise
/// knows; a time for a duration, and for a call that takes nothing but when and on which executor,
/// and gives nothing. Unknown for everything else.
AwaitedThing awaitedThing(const clang::CoawaitExpr *Await, CoroutineTypes &Types);

/// Whether \p Type (references aside) is a std::chrono::duration or time_point.
bool isTime(clang::QualType Type);

} // namespace corolint

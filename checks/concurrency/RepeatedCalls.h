// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which calls call what they are given once for each element of a range?

#pragma once

#include "checks/flow/Loops.h"
#include "checks/knowledge/Calls.h"

namespace corolint {

/// A call that calls one of its arguments once for each element of a range, as far as one can see
/// as often as some data has elements: an algorithm by its model, a function whose body is seen to
/// do so in a loop that nothing paces.
struct RepeatedCall {
  Call By;
  const clang::Expr *Callable = nullptr;
  const clang::FunctionDecl *Runs =
      nullptr; ///< What calling it runs; null where that is not known.
};

/// Those of \p Function; constants up to \p Small are small.
std::vector<RepeatedCall> repeatedCalls(const clang::FunctionDecl *Function, uint64_t Small,
                                        CoroutineTypes &Types);

/// What the calls that the algorithm \p Made makes, by its model, are bounded by; constants up to
/// \p Small are small.
LoopBound boundOfAlgorithm(const Call &Made, uint64_t Small, CoroutineTypes &Types);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which places in a limiter, or locks, does a coroutine keep for ever if an await throws?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// A place that a coroutine takes and gives back by hand, with an await between that may throw.
struct UnreturnedPlace {
  const clang::ValueDecl *In = nullptr; ///< The limiter, or the asynchronous lock.
  const clang::Stmt *Taken = nullptr;
  const clang::CoroutineSuspendExpr *Throws = nullptr;
  const clang::Expr *GivenBack = nullptr; ///< What does so on other paths.
};

/// Those of the coroutine \p Function, one for each limiter and lock: variables, and members of the
/// object that runs, which the function names for nothing but to call a member function of them.
/// Awaits in a try block are left out.
std::vector<UnreturnedPlace> unreturnedPlaces(const clang::FunctionDecl *Function,
                                              CoroutineTypes &Types);

} // namespace corolint

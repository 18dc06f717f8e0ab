// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How was a container of tasks filled?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// How a container of tasks was filled.
struct ContainerFill {
  bool Known = false; ///< It is a local variable, and something in its function adds to it.
  const clang::Stmt *Unbounded = nullptr; ///< The loop or algorithm, bounded by no constant, that
                                          ///< adds to it; null without one.
  Call Added;         ///< What makes the tasks that it adds, where that is one call.
  bool Again = false; ///< What that adds are tasks of the very function.
};

/// How \p Range was filled in \p Function; constants up to \p Small are small.
ContainerFill fillOf(const clang::Expr *Range, const clang::FunctionDecl *Function, uint64_t Small,
                     CoroutineTypes &Types);

} // namespace corolint

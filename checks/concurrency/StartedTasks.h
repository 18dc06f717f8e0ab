// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where does a function start tasks, and how often?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// A call that starts tasks.
struct StartedTask {
  Call By;
  const clang::Expr *Task =
      nullptr; ///< The task or the callable that makes it; null if not an argument.
  llvm::SmallVector<const clang::Stmt *, 2>
      Loops;                           ///< The loops around it in its function, innermost last.
  const GatherModel *Gather = nullptr; ///< Set for a gather over a range: it starts one an element.
};

/// The calls in \p Function that start tasks: spawns, calls of eager coroutines inside loops,
/// gathers over ranges. A spawn whose lazy result is kept for later starts nothing.
std::vector<StartedTask> startedTasks(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// Whether the coroutine that \p Task calls or is awaits a limiter: it bounds the work, not the
/// number of tasks.
bool limitsItself(const clang::Expr *Task, CoroutineTypes &Types);

/// How a container of tasks was filled.
struct ContainerFill {
  bool Known = false; ///< It is a local variable, and something in its function adds to it.
  const clang::Stmt *Unbounded =
      nullptr; ///< The loop, bounded by no constant, that adds to it; null without one.
};

/// How \p Range was filled in \p Function; constants up to \p Small are small.
ContainerFill fillOf(const clang::Expr *Range, const clang::FunctionDecl *Function, uint64_t Small,
                     clang::ASTContext &Context);

/// Whether \p Start is given to a call that blocks until it has ended.
bool isWaitedFor(const clang::Expr *Start, CoroutineTypes &Types);

} // namespace corolint

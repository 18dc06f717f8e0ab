// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where does a function start tasks, and how often?

#pragma once

#include "checks/summary/Waiting.h"

namespace corolint {

/// A call that starts tasks.
struct StartedTask {
  Call By;
  const clang::Expr *Task =
      nullptr; ///< The task or the callable that makes it; null if not an argument.
  llvm::SmallVector<const clang::Stmt *, 2>
      Loops;                           ///< The loops around it in its function, innermost last.
  const GatherModel *Gather = nullptr; ///< Set for a gather over a range: it starts one an element.
  bool IsAgain = false; ///< A spawn of the very function that it stands in.
};

/// Whether calling a coroutine that returns \p Type starts a task.
bool startsItself(const CoroutineType &Type);

/// Whether evaluating \p Task, or running the callable that it is, starts \p Function.
bool startsAgain(const clang::Expr *Task, const clang::FunctionDecl *Function);

/// The calls in \p Function that start tasks: spawns, calls of coroutines that start by themselves
/// inside loops, gathers over ranges. A spawn whose lazy result is kept for later starts nothing,
/// and one that gives back a handle for want of a token counts where that is thrown away or put
/// into a container of the function's own. With \p Repeated the function is called in a loop
/// itself.
std::vector<StartedTask> startedTasks(const clang::FunctionDecl *Function, CoroutineTypes &Types,
                                      bool Repeated = false);

/// The first two of the calls \p Starts on one path of \p Function that start it once more: the number
/// of tasks may double with each generation. Two nulls where there are none, and where the function
/// awaits a limiter.
std::pair<const clang::Expr *, const clang::Expr *>
multiplies(const clang::FunctionDecl *Function, llvm::ArrayRef<StartedTask> Starts,
           CoroutineTypes &Types);

/// Whether the task that \p Start, in a loop of \p Function, starts is kept in a variable of one turn
/// that cancels it when the turn is over.
bool endsWithItsTurn(const clang::Expr *Start, const clang::FunctionDecl *Function,
                     CoroutineTypes &Types);

/// Whether the task that \p Start in \p Function starts has ended before the loop around it turns
/// again: it is awaited, as the object or an argument of any calls that make an awaitable of it, or
/// something blocks until it has ended; at once, or through a variable in that turn.
bool isOverBeforeNext(const StartedTask &Start, const clang::FunctionDecl *Function,
                      WaitsForTasks &Waits, CoroutineTypes &Types);

/// Whether \p Start is given to a call that blocks until it has ended.
bool isWaitedFor(const clang::Expr *Start, WaitsForTasks &Waits, CoroutineTypes &Types);

} // namespace corolint

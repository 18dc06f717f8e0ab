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
  bool IsAgain = false; ///< A spawn of the very function that it stands in.
};

/// Whether calling a coroutine that returns \p Type starts a task.
bool startsItself(const CoroutineType &Type);

/// The calls in \p Function that start tasks: spawns, calls of coroutines that start by themselves
/// inside loops, gathers over ranges. A spawn whose lazy result is kept for later starts nothing,
/// and one that gives back a handle for want of a token counts where that is thrown away or put
/// into a container of the function's own. With \p Repeated the function is called in a loop
/// itself.
std::vector<StartedTask> startedTasks(const clang::FunctionDecl *Function, CoroutineTypes &Types,
                                      bool Repeated = false);

/// A call that calls one of its arguments once for each element of a range, as far as one can see as
/// often as some data has elements: an algorithm by its model, a function whose body is seen to do so
/// in a loop that nothing paces.
struct RepeatedCall {
  Call By;
  const clang::Expr *Callable = nullptr;
  const clang::FunctionDecl *Runs = nullptr; ///< What calling it runs; null where that is not known.
};

/// Those of \p Function; constants up to \p Small are small.
std::vector<RepeatedCall> repeatedCalls(const clang::FunctionDecl *Function, uint64_t Small,
                                        CoroutineTypes &Types);

/// The first two of the calls \p Starts on one path of \p Function that start it once more: the number
/// of tasks may double with each generation. Two nulls where there are none, and where the function
/// awaits a limiter.
std::pair<const clang::Expr *, const clang::Expr *>
multiplies(const clang::FunctionDecl *Function, llvm::ArrayRef<StartedTask> Starts,
           CoroutineTypes &Types);

/// Whether the coroutine that \p Task calls or is awaits a limiter: it bounds the work, not the
/// number of tasks.
bool limitsItself(const clang::Expr *Task, CoroutineTypes &Types);

/// Whether \p Start in \p Loop starts a task on each item, plain data, of a stream that \p Loop
/// awaits and nothing else, and what is seen of that task has no part in how fast the stream goes:
/// it asks no limiter, gives nothing back, tells the stream nothing.
bool isPerStreamItem(const StartedTask &Start, const clang::Stmt *Loop, CoroutineTypes &Types);

/// How a container of tasks was filled.
struct ContainerFill {
  bool Known = false; ///< It is a local variable, and something in its function adds to it.
  const clang::Stmt *Unbounded =
      nullptr; ///< The loop or algorithm, bounded by no constant, that adds to it; null without one.
  bool Again = false; ///< What that adds are tasks of the very function.
};

/// How \p Range was filled in \p Function; constants up to \p Small are small.
ContainerFill fillOf(const clang::Expr *Range, const clang::FunctionDecl *Function, uint64_t Small,
                     CoroutineTypes &Types);

/// Whether the task that \p Start, in a loop of \p Function, starts is kept in a variable of one turn
/// that cancels it when the turn is over.
bool endsWithItsTurn(const clang::Expr *Start, const clang::FunctionDecl *Function,
                     CoroutineTypes &Types);

/// Whether the task that \p Start in \p Function starts has ended before the loop around it turns
/// again: it is awaited, as the object or an argument of any calls that make an awaitable of it, or
/// something blocks until it has ended; at once, or through a variable in that turn.
bool isOverBeforeNext(const StartedTask &Start, const clang::FunctionDecl *Function,
                      CoroutineTypes &Types);

/// Whether \p Start is given to a call that blocks until it has ended.
bool isWaitedFor(const clang::Expr *Start, CoroutineTypes &Types);

} // namespace corolint

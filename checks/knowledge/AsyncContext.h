// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does this code run on an event loop?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Whether the body of \p Function runs on an event loop: it is a coroutine whose result is a task,
/// an asynchronous generator or made to be forgotten (not a generator, not a type that merely
/// borrows the syntax), and it is not a lambda written as an argument that runs elsewhere (an
/// offload function's callable, a task spawned on a thread pool). Or it is no coroutine, and a model
/// says that it is called there, as the tasks of stackful libraries are.
bool runsOnEventLoop(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// The argument at \p Index of a call is one that a role of a model speaks of: \p Role holds its
/// number, or -1 for any callable argument.
inline bool concerns(std::optional<int> Role, int Index) {
  return Role && (*Role == -1 || *Role == Index);
}

/// Whether a library calls \p Function on an event loop by itself: a model or the source says so of it
/// or of what it overrides, or it is a lambda handed to what runs it there.
bool isCalledOnEventLoop(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// Whether \p Callable, a lambda or the name of a function where it is written as a value, is handed to
/// what runs it on an event loop: as the handler that a model speaks of, or as the completion handler
/// of an asynchronous operation that is not known to end on a pool of threads.
bool isHandler(const clang::Expr *Callable, CoroutineTypes &Types);

/// Whether \p Work, a callable or a task where it is made, is handed to what runs it on a thread that is
/// no event loop's: to an offload function, or to a spawn that names a pool of threads.
bool isOffloaded(const clang::Expr *Work, CoroutineTypes &Types);

/// The await of the initial suspension of \p Coroutine, a coroutine's definition; null in a pattern
/// that nothing instantiated.
const clang::CoawaitExpr *initialAwait(const clang::FunctionDecl *Coroutine);

/// Where work handed to an executor runs.
enum class ExecutorKind {
  None,    ///< No executor is named.
  Unknown, ///< One that says nothing of where it is.
  EventLoop,
  ThreadPool, ///< Threads of its own, where blocking harms no loop.
};

/// What the expression \p Executor names, as far as types with a model show it.
ExecutorKind executorOf(const clang::Expr *Executor, CoroutineTypes &Types);

/// What the arguments of \p Made name, or else its object.
ExecutorKind executorOf(const Call &Made, CoroutineTypes &Types);

/// The function, lambda call operators included, whose body holds \p Statement; null outside of
/// any. A requires-expression's or a default argument's function is the one it is written in.
const clang::FunctionDecl *enclosingFunction(const clang::Stmt *Statement,
                                             clang::ASTContext &Context);

/// Whether a co_await may be written at \p Statement: it stands in a coroutine, outside of any
/// exception handler
/// ([expr.await]/3) and of any default argument.
bool mayWriteAwaitAt(const clang::Stmt *Statement, clang::ASTContext &Context);

} // namespace corolint

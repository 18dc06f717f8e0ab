// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which coroutines do nothing but await another one?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// A coroutine whose whole body is `co_return co_await f(x);`, or for void `co_await f(x);`.
struct ForwardedCall {
  const clang::CallExpr *Call = nullptr;         ///< f(x); null for every other coroutine.
  const clang::CoawaitExpr *Await = nullptr;     ///< What awaits it.
  const clang::CoreturnStmt *Return = nullptr;   ///< What returns its result; null without one.
  const clang::CoreturnStmt *Trailing = nullptr; ///< A `co_return;` behind it; null without one.

  explicit operator bool() const { return Call; }
};

/// The call that the coroutine \p Function forwards, where returning the task of that call in its
/// place would do as well: both are of the same type, and nothing that the inner task may refer to
/// dies, nor does anything else happen earlier, when \p Function returns at once. So no
/// temporaries, no by-value parameter but one that is handed on by value, no arguments that take
/// computing.
ForwardedCall forwardedCall(const clang::FunctionDecl *Function);

/// The await that is all that the coroutine \p Function does, its result returned or not; null for
/// every other function.
const clang::CoawaitExpr *soleAwait(const clang::FunctionDecl *Function);

/// Whether the promise of the coroutine \p Function is told of its arguments.
bool promiseReadsArguments(const clang::FunctionDecl *Function);

/// Whether the promise of the coroutine \p Function is told of its arguments, or one of them is a
/// tag, which may choose the promise, the allocator or the executor: without the coroutine it would
/// not.
bool argumentsMakePromise(const clang::FunctionDecl *Function);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Can a failure leave this function, as far as the unit shows?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Functions that give tasks, and that the unit does not define, or that are virtual, so that
/// others may run in their place; each once.
using UnseenTasks = llvm::SmallVector<const clang::FunctionDecl *, 1>;

/// Where a failure leaves a function.
struct FailureSource {
  /// In the function itself: a throw, an await, a call; null where none is seen.
  const clang::Expr *At = nullptr;
  bool IsAwait = false;
  /// The functions whose tasks the unit does not show, if nothing fails unless one of those does.
  UnseenTasks Unseen;

  explicit operator bool() const { return At; }
};

/// Whether a task may fail.
struct WorkFailure {
  bool MayFail = false;
  UnseenTasks Unseen; ///< As FailureSource has them.

  explicit operator bool() const { return MayFail; }
};

/// The first place in \p Function from which a failure may leave it: a throw, a call of a function
/// that is seen to throw, an await of work that may fail, unless a handler there catches everything
/// and does not throw it again, if there is anything. One that catches all that the library throws
/// does so but for what is seen to be thrown and is none of that; one of the class that a throw
/// throws, for that. A task whose coroutine is not seen may fail; an ordinary function that is not
/// seen is taken not to, and neither does a member that fails for the state of its object alone
/// where a condition has asked that object.
/// None for a function without a body to read.
FailureSource failureOf(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// The same for those that are asked of by name, where the tasks of functions for which \p IsByName
/// holds are not followed, but are among the unseen; std::nullopt where what it awaits leads too
/// far to be followed.
std::optional<FailureSource>
failureOf(const clang::FunctionDecl *Function, CoroutineTypes &Types,
          llvm::function_ref<bool(const clang::FunctionDecl *)> IsByName);

/// Whether awaiting what \p Operand, the operand of a co_await or a task that is handed on, stands
/// for may throw: it is a task or an operation, and neither a model nor its coroutine's body says
/// that it does not. That its result carries the failure is not asked.
WorkFailure workMayFail(const clang::Expr *Operand, CoroutineTypes &Types);

/// Whether \p Await may throw: neither what it awaits nor what it calls when it is resumed says, or
/// is seen, not to, and what it gives is not such that it carries failures.
bool awaitMayFail(const clang::CoawaitExpr *Await, CoroutineTypes &Types);

/// Whether a value of \p Type, or a part of a tuple or pair of that type, is one that carries
/// failures.
bool carriesErrors(clang::QualType Type, CoroutineTypes &Types);

/// Whether what \p Await calls when it is resumed is noexcept.
bool isNoexceptAwait(const clang::CoroutineSuspendExpr *Await);

/// Whether the author of \p Function has seen to its failures: every await and throw in it is in a
/// try block with a handler for everything, or for std::exception, that does not throw again.
bool answersFailures(const clang::FunctionDecl *Function);

/// The function whose coroutine \p Task, an awaitable or a callable that makes one, as it is written,
/// runs: the callee, or what the callable or a function that only forwards returns; null where the
/// unit does not show it.
const clang::FunctionDecl *coroutineBehind(const clang::Expr *Task, CoroutineTypes &Types);

} // namespace corolint

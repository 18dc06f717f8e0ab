// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which tasks does an ordinary function hand to its caller?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// A call whose awaitable result leaves a function by a return statement.
struct ReturnedTask {
  const clang::ReturnStmt *Return = nullptr;
  /// The call or construction. Of a class without constructors only the expression and the values
  /// of its members are set.
  Call Made;
  /// It is the very value that is returned, maybe by way of a local variable; false for a task that
  /// was given to the call that makes that value, or that this is a member call of.
  bool IsWhole = false;
};

/// The tasks that \p Function, which is no coroutine, returns; each arm of a conditional counts. A
/// task that a local variable holds counts if the return is all that is done with it.
std::vector<ReturnedTask> returnedTasks(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// The call that makes the task which \p Function, no coroutine, returns, whichever of its returns
/// that is; false where it returns others, too, or what it was given or has from elsewhere, or
/// gives that call other tasks.
Call soleReturnedTask(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// The return statements of \p Function itself.
llvm::SmallVector<const clang::ReturnStmt *, 4> returnsOf(const clang::FunctionDecl *Function);

/// Whether \p Made, whose result is awaitable, gives one that is there already, so that no work is
/// under way: a model says so, it makes a task of a value, or its body is seen to do nothing else.
bool isReady(const Call &Made, CoroutineTypes &Types);

/// How often the body of \p Function and the lambdas in it mention each variable.
llvm::DenseMap<const clang::ValueDecl *, unsigned> mentionsIn(const clang::FunctionDecl *Function);

} // namespace corolint

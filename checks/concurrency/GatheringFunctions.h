// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Functions of the program that start all the tasks of a container that they are given.

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// A call that hands over, whole, a container of tasks that have not been started.
struct HandedTasks {
  Call By;
  const clang::Expr *Range = nullptr;
  /// What is seen to start all of them at once, in the function called; null where its body is not
  /// seen.
  const clang::Expr *Start = nullptr;
};

/// Those of \p Function to functions that no model knows, where either the body is seen to start
/// all tasks at once (in a loop that nothing paces, or by a gather), or no body is seen of a
/// function that takes nothing else and makes an awaitable of them.
std::vector<HandedTasks> handedTasks(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// Whether \p Function awaits a limiter, beside the end of the tasks that \p Handed hands over.
bool isLimitedBeside(const HandedTasks &Handed, const clang::FunctionDecl *Function,
                     CoroutineTypes &Types);

/// Whether \p Range is a parameter of \p Function whose callers this unit shows: how many there are
/// is up to them.
bool isUpToSeenCallers(const clang::Expr *Range, const clang::FunctionDecl *Function);

} // namespace corolint

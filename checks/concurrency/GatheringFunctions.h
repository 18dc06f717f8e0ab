// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Functions of the program that start all the tasks of a container that they are given.

#pragma once

#include "checks/flow/PassedAnswers.h"
#include "checks/knowledge/Calls.h"
#include "checks/summary/Waiting.h"

namespace corolint {

/// A call, of a function that no model knows, that is given, whole, a container of tasks that have
/// not been started.
struct HandedTasks {
  Call By;
  unsigned Index; ///< The argument.
  const clang::Expr *range() const { return By.Arguments[Index]; }
};

/// Those of \p Function.
std::vector<HandedTasks> handedTasks(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// What functions do with the containers of tasks that they are given; each is read once.
class GatheringFunctions {
public:
  explicit GatheringFunctions(CoroutineTypes &Types) : Types(Types), Waits(Types) {}

  /// What is seen to start all tasks that \p Handed hands over at once, in the function called or
  /// one that it hands them on to: a start in a loop that nothing paces, or a gather. Null if
  /// nothing is.
  const clang::Expr *startOfAll(const HandedTasks &Handed);

private:
  /// A parameter of a function, by its index.
  using Given = std::pair<const clang::FunctionDecl *, unsigned>;
  /// The start in the function of \p Of itself; null without one.
  const clang::Expr *startIn(const Given &Of);

  CoroutineTypes &Types;
  WaitsForTasks Waits;
  PassedAnswers<Given, const clang::Expr *> Starts;
};

/// Whether \p Handed may be a gather, by its declaration alone: of a function whose body is not
/// seen, that takes nothing else and makes an awaitable of them.
bool mayGather(const HandedTasks &Handed, CoroutineTypes &Types);

/// Whether \p Function awaits a limiter, beside the end of the tasks that \p Handed hands over.
bool isLimitedBeside(const HandedTasks &Handed, const clang::FunctionDecl *Function,
                     CoroutineTypes &Types);

/// Whether \p Range is a parameter of \p Function whose callers this unit shows: how many there are
/// is up to them.
bool isUpToSeenCallers(const clang::Expr *Range, const clang::FunctionDecl *Function);

} // namespace corolint

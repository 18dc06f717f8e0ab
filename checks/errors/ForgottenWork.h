// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which work does a function start so that nobody hears of its failure?

#pragma once

#include "checks/flow/Failures.h"
#include "checks/flow/ReturnedTasks.h"
#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// Work that a function starts and forgets.
struct ForgottenWork {
  Call By;                             ///< What starts it.
  const clang::Expr *Task = nullptr;   ///< It, or the callable that makes it, as written.
  const clang::FunctionDecl *Coroutine = nullptr; ///< What it runs, a coroutine or with a library
                                                  ///< of stackful ones any function; null where
                                                  ///< that is not seen.
  ExceptionFate Fate = ExceptionFate::Unknown;    ///< Swallowed, Terminates, or Stored: its result,
                                                  ///< in which the failure is, is dropped.
  /// The completion token, or the handler that does not look at the failure it is given; null
  /// where the call itself decides.
  const clang::Expr *Token = nullptr;
  bool IgnoredByHandler = false;
};

/// The work that \p Function starts by calls with the role `spawn`, or whose result it discards on
/// purpose, where a failure would come to nothing or end the program. A task that is discarded
/// without a word is another rule's; the handle that a spawn gives is not.
std::vector<ForgottenWork> forgottenWork(const clang::FunctionDecl *Function,
                                         CoroutineTypes &Types);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which asynchronous twin has this function? Names are compared by the conventions that libraries
// have for such pairs; that two functions are a pair, their types decide.

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// The function that does asynchronously what another one does while its caller waits.
struct AsyncTwin {
  const clang::FunctionDecl *Function = nullptr; ///< Of a function template, its pattern.
  /// The parameter that is a completion token, after those that both functions have; null: the
  /// result can be awaited as it is.
  const clang::ParmVarDecl *Token = nullptr;
  /// The last argument of the call is where the synchronous function puts its failure; the twin
  /// has no parameter for it.
  bool LacksError = false;
  /// Awaiting the twin is known to give the type that the synchronous function returns.
  bool SameResult = false;

  explicit operator bool() const { return Function; }
};

/// The asynchronous twin of the function that \p Made calls, as \p Caller could call it there: a
/// member of the same class or a base, or of the same namespace for a function of one; accessible;
/// taking the arguments of \p Made, but perhaps for an error, and a completion token behind them;
/// with a result that the coroutine \p Caller may await (or that a completion token decides), and
/// that gives what \p Made gives. False without one, for a call that returns something to await
/// itself, and where \p Caller belongs to the twin: is it, is written in it, overrides or overloads
/// it. A coroutine that is seen never to suspend, or is deprecated, is no twin.
AsyncTwin asyncTwin(const Call &Made, const clang::FunctionDecl *Caller, CoroutineTypes &Types);

/// Whether a function of the form that \p Made calls often returns at once although it has a twin:
/// a const member function that is given nothing (it tells what its object knows), one that can
/// neither fail nor tell anything (noexcept, and void), and by its name one that tries, asks, or
/// only gives up its object (close, cancel, reset …).
bool mayReturnAtOnce(const Call &Made);

} // namespace corolint

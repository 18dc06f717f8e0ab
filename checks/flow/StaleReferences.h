// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which references does a coroutine use after a suspension during which other code may have ended
// what they refer to?

#pragma once

#include "checks/flow/SharedReferences.h"

namespace corolint {

/// A use, after a suspension point, of a reference into shared state that was taken before it.
struct StaleReference {
  const clang::VarDecl *Variable = nullptr; ///< Holds the reference.
  bool IsRangeFor = false;                  ///< It is the iterator of a range-for statement.
  bool IsOfParameter = false;               ///< As SharedOrigin has it.
  SharedOwner Owner;
  StateChange Change; ///< What may happen meanwhile; the gravest.
  bool IsByCallee = false; ///< What the coroutine awaits there itself makes the change.
  const clang::Stmt *Taken = nullptr;
  const clang::Expr *Use = nullptr;
  /// The suspension points between, in source order; never empty.
  llvm::SmallVector<const clang::CoroutineSuspendExpr *, 2> Crossed;
};

/// Those of the coroutine \p Function, the first for each owner. Left out are references that are
/// taken again, uses after a condition has asked the state, or what the other code changes with it,
/// and coroutines that hold an asynchronous lock.
std::vector<StaleReference> staleReferences(const clang::FunctionDecl *Function,
                                            const StateChanges &Changes, CoroutineTypes &Types);

/// An element of a container whose member coroutine is awaited, while other code may remove it.
struct StaleObject {
  const clang::CoawaitExpr *Await = nullptr;
  const clang::FunctionDecl *Coroutine = nullptr;
  const clang::Expr *Use = nullptr; ///< Where that uses its object after a suspension.
  SharedOwner Owner;
  StateChange Change;
};

/// Those of the coroutine \p Function, where the other code removes or replaces. Left out are
/// coroutines that hold an asynchronous lock.
std::vector<StaleObject> staleObjects(const clang::FunctionDecl *Function,
                                      const StateChanges &Changes, CoroutineTypes &Types);

/// A read of `errno` after a suspension point, of what a call before it has left there.
struct StaleErrno {
  const clang::Expr *Set = nullptr; ///< The call.
  const clang::Expr *Use = nullptr;
  llvm::SmallVector<const clang::CoroutineSuspendExpr *, 2> Crossed;
};

/// Those of the coroutine \p Function.
std::vector<StaleErrno> staleErrnos(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// A use, after a suspension point, of a reference to a variable of the thread that was taken before
/// it.
struct StaleThreadLocal {
  const clang::VarDecl *Variable = nullptr;    ///< Holds the reference.
  const clang::VarDecl *ThreadLocal = nullptr; ///< What it refers to.
  const clang::Stmt *Taken = nullptr;
  const clang::Expr *Use = nullptr;
  llvm::SmallVector<const clang::CoroutineSuspendExpr *, 2> Crossed;
};

/// Those of the coroutine \p Function.
std::vector<StaleThreadLocal> staleThreadLocals(const clang::FunctionDecl *Function,
                                                CoroutineTypes &Types);

} // namespace corolint

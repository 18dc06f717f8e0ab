// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which locks of threads does a coroutine hold where it is suspended?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// A lock of threads that a coroutine holds at suspension points.
struct HeldLock {
  /// The guard, or the mutex that is locked by hand; null for a guard that is a temporary.
  const clang::ValueDecl *Holder = nullptr;
  bool IsGuard = false;                ///< False for a mutex that is locked by hand.
  bool IsThreadBound = false;          ///< The guard is no lock, but of a class asked for by name.
  /// Where it is taken; for a guard that is a parameter the body, as it comes with its lock.
  const clang::Stmt *Taken = nullptr;
  /// Where the guard gives up its mutex without unlocking it, for nobody; null where it does not.
  const clang::Expr *Left = nullptr;
  /// Where the coroutine may be suspended with it, in source order; never empty.
  llvm::SmallVector<const clang::CoroutineSuspendExpr *, 2> At;
};

/// Those of the coroutine \p Function, in source order. Of guards, whatever a model or their type
/// says takes a lock (see LockTypes.h), in a std::optional or std::unique_ptr and as a parameter
/// passed by value, too; of mutexes, what `lock()`, functions with thread-safety attributes and
/// those of C do. Unlocking the mutex of a guard ends its hold; swapping two guards of the function
/// swaps it. Not those that an await gave, a lock that is passed to what is awaited, and what
/// becomes of a lock that is handed on, referred to or moved. Objects of the classes with a
/// qualified name in \p ThreadBound, which are bound to the thread that made them for another
/// reason, count as locks that are always taken.
std::vector<HeldLock> locksAtSuspensions(const clang::FunctionDecl *Function, CoroutineTypes &Types,
                                         llvm::ArrayRef<std::string> ThreadBound = {});

} // namespace corolint

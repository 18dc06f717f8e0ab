// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which types are locks that a thread holds? Those of coroutines, which suspend the coroutine in
// place of the thread and may be given back on another thread, are none.

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// Whether \p Class is a mutex of threads: its attributes say so ([[clang::capability]]), or it has
/// `lock()` and `unlock()`, as the standard's Lockable asks, and none of them is awaited.
bool isThreadMutex(const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

/// Whether an object of \p Class holds a mutex of threads from its construction on: its attributes
/// say so ([[clang::scoped_lockable]]), or its constructor locks (as far as the body is seen) and
/// its destructor unlocks one, or it owns such an object that its constructors make of what they
/// are given. What their bodies lock counts however it is called: what a function of C locks, an
/// atomic that a loop spins on, and what a member function that they call does of this.
bool isThreadLockGuard(const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

/// Whether \p Constructor is seen to take a lock of threads, whatever it is given, that the
/// destructor gives back.
bool locksWhenMade(const clang::CXXConstructorDecl *Constructor, CoroutineTypes &Types);

/// Whether the body of \p Method is seen to take a lock of threads that another member function
/// gives back, whatever the two are called.
bool locksByBody(const clang::CXXMethodDecl *Method, CoroutineTypes &Types);

} // namespace corolint

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
/// its destructor unlocks one, or it
/// owns such an object that its constructors make of what they are given.
bool isThreadLockGuard(const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

} // namespace corolint

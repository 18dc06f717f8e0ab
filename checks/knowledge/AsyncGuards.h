// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which objects guard asynchronous work by being alive?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// The asynchronous class (a gate that is closed, a semaphore or mutex that is waited for: a member
/// function of it returns an awaitable) that an object of \p Guard gives something back to when it
/// is destroyed, by a member function of that class or a counter in it; where the destructor is not
/// seen, the class that \p Guard is a member of. Null where there is none: for smart pointers,
/// awaitables, guards of thread locks, and destructors that merely forget what they point to.
const clang::CXXRecordDecl *guardedAsyncClass(const clang::CXXRecordDecl *Guard,
                                              CoroutineTypes &Types);

/// The member of \p Class that must be closed, asynchronously, and gives out guards that this waits
/// for: a gate, which whoever closes the object waits at for those that still use it. Null without
/// one.
const clang::FieldDecl *gateOf(const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

} // namespace corolint

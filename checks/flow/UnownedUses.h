// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where does a coroutine use its object although nothing has kept that alive meanwhile?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// A use of `this` after a suspension.
struct UnownedUse {
  const clang::Expr *Use = nullptr;
  const clang::Stmt *Suspension = nullptr; ///< The latest on the way there.
};

/// The first use of `this`, an object of \p Class, in the body of the coroutine \p Coroutine (a
/// member function of it, or a lambda in one) that some path reaches after a suspension during
/// which the coroutine had no strong reference to the object: no local variable, parameter or
/// capture that keeps it (keepsObject()); and without having obtained one since,
/// as by locking a weak reference; or the first in a member coroutine of the object that it awaits
/// in that state. None where there is none, where the promise is told of the object and may keep
/// it, or where the last that the coroutine does, on every way, is to tell a member that the
/// object's owner may wait for.
std::optional<UnownedUse> unownedUse(const clang::FunctionDecl *Coroutine,
                                     const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

} // namespace corolint

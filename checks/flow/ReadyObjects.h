// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Whose operations return at once, because the program sees to it?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// The variables and members for which the unit's own code anywhere calls a function with the role
/// `prepares`: it waits until the object is ready before it uses it, or has made it non-blocking.
/// The order does not matter: one who retries waits after the first try.
llvm::DenseSet<const clang::ValueDecl *> readiedObjects(CoroutineTypes &Types);

} // namespace corolint

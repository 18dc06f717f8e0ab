// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does a loop make tasks, or take on those that others have made?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Whether \p Start, an expression in the loops \p Loops of a function, is given an element of a
/// container of tasks, or of callables, of which the function does not decide how many there are:
/// they run already, or the container is a parameter, a member, a global. How many run is up to who
/// made them.
bool takesExistingTask(const clang::Expr *Start, llvm::ArrayRef<const clang::Stmt *> Loops,
                       CoroutineTypes &Types);

/// The container, not a local variable, of whose tasks \p Start is given one; null where
/// takesExistingTask() says no, or the container has no name.
const clang::ValueDecl *existingTasks(const clang::Expr *Start,
                                      llvm::ArrayRef<const clang::Stmt *> Loops,
                                      CoroutineTypes &Types);

} // namespace corolint

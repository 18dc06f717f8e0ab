// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does code ask on which thread it runs?

#pragma once

#include "clang/AST/Stmt.h"

namespace corolint {

/// The branch of \p If that only threads other than an event loop's run, for its condition asks
/// whether this is the loop's thread, by a function that libraries name so
/// (`executor.running_in_this_thread()`). Null where it asks nothing of the kind, and for a branch
/// that is not there.
const clang::Stmt *branchOffLoop(const clang::IfStmt *If);

} // namespace corolint

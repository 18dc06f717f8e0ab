// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does a coroutine evaluate after it may have been suspended?

#pragma once

#include "clang/AST/Decl.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// The expressions of the coroutine \p Function that some path evaluates after a suspension point
/// (an await that may suspend, a yield). Empty for what is no coroutine.
llvm::DenseSet<const clang::Stmt *> afterSuspension(const clang::FunctionDecl *Function);

} // namespace corolint

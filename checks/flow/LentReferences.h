// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which references into shared state does a coroutine lend to what it awaits, while other code may end
// what they refer to?

#pragma once

#include "checks/flow/SharedReferences.h"

namespace corolint {

/// A reference into shared state that an awaited operation works on.
struct LentReference {
  const clang::CoawaitExpr *Await = nullptr;
  const clang::FunctionDecl *Callee = nullptr; ///< What it awaits.
  const clang::Expr *Argument = nullptr;
  const clang::Expr *Use = nullptr; ///< Where the callee, a coroutine, uses it after a suspension;
                                    ///< null where an operation on bytes, whose body is not seen,
                                    ///< does, or one that a model says goes over it.
  SharedOwner Owner;
  StateChange Change; ///< What may happen meanwhile.
};

/// Those of the coroutine \p Function: where the callee is seen to use what it was given after a
/// suspension, goes over it by a model, or is not seen and is given a view of bytes, other than
/// text that tells a library's operation what to do. None for a coroutine that holds an
/// asynchronous lock, or where what makes the change takes one.
std::vector<LentReference> lentReferences(const clang::FunctionDecl *Function,
                                          const StateChanges &Changes, CoroutineTypes &Types);

} // namespace corolint

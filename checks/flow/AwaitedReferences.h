// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which references does a function bind to the result that an awaited temporary holds?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// A reference, or the range of a range-for statement, bound to what the await of a temporary task
/// gives a reference to: the task ends with its full expression, and its result with it.
struct AwaitedReference {
  const clang::VarDecl *Variable = nullptr; ///< The reference; of a range-for its implicit range.
  bool IsRange = false;
  const clang::CoawaitExpr *Await = nullptr;
  const clang::Expr *Use = nullptr; ///< A use of the reference; null for a range.
};

/// Those of \p Function. The result is the task's own where its class is for that type of result,
/// and it is nobody else's where the task cannot be copied, or is seen to be a new coroutine's.
std::vector<AwaitedReference> referencesToAwaited(const clang::FunctionDecl *Function,
                                                  CoroutineTypes &Types);

} // namespace corolint

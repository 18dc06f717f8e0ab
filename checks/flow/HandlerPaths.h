// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where does a coroutine go on after one of its exception handlers?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// What some path from a handler comes to before it comes back to the try block.
struct HandlerPaths {
  bool Throws = false; ///< An exception that leaves the handler again, or a call that ends the
                       ///< program.
  bool Leaves = false; ///< The end of the coroutine.
  bool Returns = false; ///< The try block.
  /// The first await that may suspend; null without one.
  const clang::CoawaitExpr *Await = nullptr;
};

/// Those of \p Handler in the coroutine \p Function. What functions outside of the unit throw does
/// not count.
HandlerPaths pathsFrom(const clang::CXXCatchStmt *Handler, const clang::CXXTryStmt *Try,
                       const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// What \p Handler does with the exception that it has caught.
struct HandlerUse {
  bool Tests = false; ///< Something depends on what it is.
  bool Keeps = false; ///< It is kept for what comes later.
};
HandlerUse useIn(const clang::CXXCatchStmt *Handler);

} // namespace corolint

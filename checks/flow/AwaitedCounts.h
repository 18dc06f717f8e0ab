// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does a coroutine wait, by a count of its own, until what it has started has ended?

#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// The local variables of a function that it asks, in loops that await, whether to go on.
class AwaitedCounts {
public:
  explicit AwaitedCounts(const clang::FunctionDecl *Function) : Function(Function) {}

  /// Whether \p Handler, a lambda that is given to what starts a task, counts in such a variable
  /// (while (running) co_await turn();), asked behind it: the function does not end before the task.
  /// False for anything but a lambda.
  bool tellEndOf(const clang::Expr *Handler);

private:
  bool isAskedBehind(const clang::ValueDecl *Count, const clang::Expr *Handler);

  const clang::FunctionDecl *Function;
  bool IsRead = false;
  /// The loops, by the variables that their conditions name.
  llvm::DenseMap<const clang::ValueDecl *, llvm::SmallVector<const clang::Stmt *, 2>> Loops;
};

} // namespace corolint

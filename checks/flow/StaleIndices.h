// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which indices into shared containers does a coroutine use after a suspension during which other
// code may have removed elements?

#pragma once

#include "checks/flow/StateChanges.h"

namespace corolint {

/// A subscript, after a suspension point, with an index that was found or compared before it.
struct StaleIndex {
  const clang::VarDecl *Index = nullptr;
  const clang::ValueDecl *State = nullptr; ///< The container.
  StateChange Change;                      ///< What may happen meanwhile.
  const clang::Stmt *Taken = nullptr; ///< Where the index was set or a condition asked the container;
                                      ///< null: the coroutine was given it.
  const clang::Expr *Use = nullptr;
  /// The suspension points between, in source order; never empty.
  llvm::SmallVector<const clang::CoroutineSuspendExpr *, 2> Crossed;
};

/// Those of the coroutine \p Function, the first for each container; none for one that holds an
/// asynchronous lock. A condition that asks the container or the index, or what the other code
/// changes with it, finds it anew.
std::vector<StaleIndex> staleIndices(const clang::FunctionDecl *Function,
                                     const StateChanges &Changes, CoroutineTypes &Types);

} // namespace corolint

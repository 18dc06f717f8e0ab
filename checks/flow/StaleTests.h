// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// On which tests of shared state does a coroutine act only after a suspension?

#pragma once

#include "checks/flow/StateChanges.h"

namespace corolint {

/// An action, after a suspension point, on a member or variable that was last tested, or found to be
/// there, before it.
struct StaleTest {
  enum Action {
    Dereferences, ///< What it points to, or an element of it, is used.
    Sets,         ///< It is set, as whoever else has passed the same test meanwhile will.
  };
  const clang::ValueDecl *State = nullptr;
  Action Does = Dereferences;
  const clang::Expr *Test = nullptr; ///< Null: nothing has asked since the coroutine began.
  bool IsTest = false; ///< Test is a condition; false: it used what is there.
  const clang::Expr *Use = nullptr;
  std::optional<StateChange> Change; ///< What may happen meanwhile; none for Sets.
  bool IsEmptied = false; ///< Change leaves an owner empty (StateChanges::emptiesUnannounced).
  /// The suspension points between, in source order; never empty.
  llvm::SmallVector<const clang::CoroutineSuspendExpr *, 2> Crossed;
};

/// Those of the coroutine \p Function, the first for each state; none for one that holds an
/// asynchronous lock. Nothing is stale after a condition that asks what the other code changes,
/// too.
std::vector<StaleTest> staleTests(const clang::FunctionDecl *Function,
                                  const StateChanges &Changes, CoroutineTypes &Types);

} // namespace corolint

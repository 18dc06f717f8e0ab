// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which loops turn until somebody else changes something?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// How a loop waits.
enum class WaitForm {
  Spins,        ///< On some cycle it never suspends, and nothing in it comes to an end by itself.
  SpinsAWhile,  ///< Likewise, but a clock or a counter ends it, or it takes a lock.
  Polls,        ///< It suspends, but for nothing than a time or a turn of others.
};

/// A loop that waits for others: some way round it does nothing but look (reads, calls of functions
/// that only tell something, pauses of the thread, timers), and something that it looks at is shared
/// with others.
struct WaitingLoop {
  WaitForm Form = WaitForm::Spins;
  const clang::Stmt *Loop = nullptr; ///< The loop; of one made of goto the condition.
  const clang::ValueDecl *For = nullptr; ///< What it looks at: a variable or member.
  const clang::Expr *Looks = nullptr;    ///< Where it does so.
  /// The await on another way round; null where the loop has none, and for Polls.
  const clang::CoawaitExpr *Elsewhere = nullptr;
};

/// Those of \p Function, each loop once.
std::vector<WaitingLoop> waitingLoops(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// A place in the code of the unit, outside of \p Function, that changes \p Variable: an
/// assignment, or a call of a member function that is not const; null where none is seen.
const clang::Expr *changeOf(const clang::ValueDecl *Variable, const clang::FunctionDecl *Function,
                            clang::ASTContext &Context);

} // namespace corolint

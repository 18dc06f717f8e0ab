// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which values does a coroutine use although it moved them away before it was suspended?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// A use, after a suspension point, of a value that was moved before it.
struct MovedUse {
  const clang::VarDecl *Variable = nullptr; ///< As named in the use: perhaps a local reference.
  const clang::FieldDecl *Member = nullptr; ///< Of the variable, if only that was moved; or null.
  const clang::Expr *Move = nullptr;        ///< What is moved, where it is.
  const clang::Expr *Use = nullptr;         ///< The same as Move where a loop comes back to it.
  bool MovesAgain = false;                  ///< The use is a move.
  /// The suspension points between, in source order; never empty.
  llvm::SmallVector<const clang::CoroutineSuspendExpr *, 2> Crossed;
  /// A walk that does not follow exceptions, and knows std::move and std::forward of variables
  /// alone, finds it as well.
  bool IsPlain = false;
};

/// Those of the coroutine \p Function, the first use for each move. Of local variables and
/// parameters that are no lvalue references, and their direct members, by these names or by local
/// references to them, that some path gives no new value between: awaitables aside, of which
/// Consumption.h tells. What may or may not take its
/// argument (a function that takes an rvalue reference and says whether it worked) moves nothing.
std::vector<MovedUse> movedUses(const clang::FunctionDecl *Function, CoroutineTypes &Types);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// From where to where does something hold in a coroutine, and which suspension points lie between?
// The one walk on which the rules about what lives across a suspension rest: each says what begins,
// ends and uses a thing (a lock, a reference, a value that was moved, a resource, a test), and is
// told of every use that some path reaches with the thing still there.

#pragma once

#include "clang/AST/ExprCXX.h"
#include "clang/Analysis/CFG.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/ADT/SmallVector.h"
#include <vector>

namespace corolint {

/// What an element of the control flow does to a thing.
struct SpanStep {
  enum What {
    Begins, ///< From here on it holds, whatever was before.
    Ends,
    Uses,  ///< Asks whether it holds.
    Swaps, ///< What holds of it holds of With from here on, and the other way round.
  };
  const void *Thing; ///< Identifies it, within one call of spans().
  What Does;
  const clang::Stmt *At; ///< For reports; null where there is no statement to name.
  const void *With = nullptr; ///< Of Swaps: the other thing.
};

/// A use that some path reaches with the thing still holding.
struct Span {
  const void *Thing = nullptr;
  const clang::Stmt *Begin = nullptr;
  const clang::Stmt *Use = nullptr;
  /// The suspension points that some path passes between the two, in source order.
  llvm::SmallVector<const clang::CoroutineSuspendExpr *, 2> Crossed;
  /// Where it has ended on other paths to that use.
  llvm::SmallVector<const clang::Stmt *, 2> Ended;
};

/// The spans of what \p StepsOf(Element, Steps) tells of the elements of \p Graph, where it adds
/// steps in the order in which they happen; it is asked once of each element. A step that happens
/// where the coroutine suspends counts as before the suspension. One span for each thing, beginning
/// and use. Left out are those whose parts stand under conditions that may exclude each other: for
/// what begins under `if (a)` and is used under `if (!a)`, no path goes from one to the other. \p
/// AtEntry begin before the first element.
std::vector<Span> spans(
    const clang::CFG &Graph, clang::ASTContext &Context,
    llvm::function_ref<void(const clang::CFGElement &, llvm::SmallVectorImpl<SpanStep> &)> StepsOf,
    llvm::ArrayRef<SpanStep> AtEntry = {});

} // namespace corolint

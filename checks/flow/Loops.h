// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How often does a loop turn, and does something pace it?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

class SizeChecks;

/// What bounds the number of turns of a loop.
enum class LoopBound {
  SmallConstant, ///< A constant, not above the limit asked for.
  Count, ///< A number computed at run time that says nothing of any data: how many workers, how
         ///< many connections.
  LargeConstant, ///< A constant above the limit.
  Kept, ///< As many as a container of the object or the program has elements: its sessions, peers,
        ///< listeners, see isKeptRange().
  Runtime, ///< As many turns as some data has elements, or no end at all.
};

/// The bound of \p Loop (for, range-for, while, do). A constant up to \p Small is small. A range
/// that is a local variable or a constant, made empty, of a constant size or by a braced list, and
/// given no more elements counts as that list, and one that is given a number of elements as that
/// number.
LoopBound boundOf(const clang::Stmt *Loop, uint64_t Small, CoroutineTypes &Types);

/// The same, for many loops that may ask \p Sizes.
LoopBound boundOf(const clang::Stmt *Loop, uint64_t Small, SizeChecks &Sizes,
                  CoroutineTypes &Types);

/// Likewise, of as many elements as \p Number says.
LoopBound boundOfNumber(const clang::Expr *Number, uint64_t Small, SizeChecks &Sizes,
                        CoroutineTypes &Types);

/// Likewise, the number of elements of the range \p Range.
LoopBound boundOfRange(const clang::Expr *Range, uint64_t Small, CoroutineTypes &Types);

/// Whether \p Type (references aside) is something to iterate over: an array, or a class with
/// begin() and end().
bool isRange(clang::QualType Type);

/// The container, or other range, that \p View, a view of std::ranges, shows each element of once at
/// most; null for anything else.
const clang::Expr *viewedRange(const clang::Expr *View);

/// The type of the elements of an array or a standard container type \p Range; null for anything
/// else. A std::optional or a smart pointer counts as a container of one.
clang::QualType elementType(clang::QualType Range);

/// Whether a turn of \p Loop may suspend at an await; lambdas in it do not count.
bool awaitsInLoop(const clang::Stmt *Loop);

/// Whether a turn of \p Loop makes a call that waits for its turn: one that blocks, by a model, on
/// a peer, a timer or another thread. Or one that gives out what a peer has begun, as far as there
/// is any: such a loop, run whenever there is, goes no faster.
bool blocksInLoop(const clang::Stmt *Loop, CoroutineTypes &Types);

/// Whether \p Loop awaits something that keeps the number of tasks in bounds: what a limiter (a
/// semaphore, a bounded channel) is asked for, as its object or an argument; the end of tasks, by a
/// gather or the join of a scope; or anything at all if a number has grown too large.
bool awaitsLimiter(const clang::Stmt *Loop, CoroutineTypes &Types);

/// The same of the body of a task, where a number for which \p IsOwn holds belongs to that task
/// alone and says nothing of how many there are.
bool awaitsLimiter(const clang::Stmt *Loop, CoroutineTypes &Types,
                   llvm::function_ref<bool(const clang::Expr *)> IsOwn);

/// Whether \p Named is, or is a part of, a value that each turn of \p Loop makes anew.
bool isOfTurn(const clang::Expr *Named, const clang::Stmt *Loop,
              const clang::SourceManager &Sources);

/// Whether \p Start, an expression in \p Loop, is met at most once a run of that loop: what follows
/// it leaves the loop (a return, a throw, a break), or it is part of that.
bool leavesLoopAfter(const clang::Expr *Start, const clang::Stmt *Loop, clang::ASTContext &Context);

} // namespace corolint

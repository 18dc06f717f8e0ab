// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does a range hold what the program has anyway, or what it was given to work on?

#pragma once

#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Whether a \p Type is data that belongs to whoever holds it: text, a container, or an aggregate
/// of such, and numbers beside it, without functions of its own. (A number alone may stand for a
/// connection.)
bool isPlainData(clang::QualType Type);

/// Whether \p Range is a container that the object of its function, or the program, keeps (a member
/// reached from `this`, a variable of the program, what a function of these gives a reference to)
/// or a copy of one: its sessions, peers, listeners. One of plain data, and one that the function
/// takes elements out of (more than to throw some away by a condition) or gives another content, is
/// no such container: it holds work.
bool isKeptRange(const clang::Expr *Range, clang::ASTContext &Context);

/// The function, no lambda, whose body \p Inner stands in; null without one.
const clang::FunctionDecl *writtenAround(const clang::Expr *Inner, clang::ASTContext &Context);

/// Where a range comes from, followed through references, views and copies.
struct RangeOrigin {
  llvm::SmallVector<const clang::ValueDecl *, 2> Names; ///< Of the containers on the way.
  bool IsTaken = false;   ///< All that was in another was taken: `std::exchange(waiting, {})`.
  bool IsProgram = false; ///< The object of its function, or the program, keeps it, or one that it
                          ///< is a copy of.
};
RangeOrigin originOf(const clang::Expr *Range);

/// The containers that some code takes something out of, their elements perhaps.
struct DrainedRanges {
  llvm::DenseSet<const clang::ValueDecl *> Drained;  ///< Or gives another content.
  llvm::DenseSet<const clang::ValueDecl *> Filtered; ///< It throws away what some condition names.
};

/// The containers that \p Code takes something out of; what lambdas in it do counts where \p
/// Lambdas says so.
DrainedRanges drainedIn(const clang::Stmt *Code, bool Lambdas);

/// The same, of a function that drains so many containers.
bool isKeptRange(const clang::Expr *Range, const llvm::DenseSet<const clang::ValueDecl *> &Drained);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How large may a range be where it is gone over, by what was asked of its size before?

#pragma once

#include "checks/flow/Conditions.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace corolint {

/// The range of whose elements \p Number, casts aside, is how many there are; null for other
/// numbers.
const clang::Expr *sizedBy(const clang::Expr *Number);

/// A range that has at most so many elements; both as they are written.
struct CheckedSize {
  const clang::Expr *Range;
  const clang::Expr *Most;
};

/// What \p Condition says, where it is answered by \p Answer, of how large ranges are; \p Behind as
/// for comparisonsIn(), and for numbers.
llvm::SmallVector<CheckedSize, 1> checkedSizes(const clang::Expr *Condition, bool Answer,
                                               ConditionReader Behind);

/// What functions ask of the sizes of ranges; each is read once, and once more for each range.
class SizeChecks {
public:
  explicit SizeChecks(clang::ASTContext &Context);
  ~SizeChecks();

  /// The numbers, as they are written, of which the largest is how many elements \p Range, a
  /// variable or member, has at most where it stands: a condition around it says so, or one before
  /// it that leaves the block where there are more, `if (peers.size() > 10) co_return;`, or it has
  /// been given so many, `peers.resize(10)`, perhaps only where it had more. The condition may be
  /// kept in a variable, and so may the size. None if nothing says it, or what is evaluated between
  /// may give it more: what does anything with it, or with an object that it is a part of or a
  /// reference to it, but to look at it, to go over it or to take out of it; for what others may
  /// know, too, a member or a reference, an await, or a call of the object's own that is not const,
  /// and for a variable of the program every call of a function of the program that is not. The
  /// turns of a loop between count.
  llvm::SmallVector<const clang::Expr *, 2> mostElements(const clang::Expr *Range);

private:
  struct Facts;
  Facts &factsOf(const clang::FunctionDecl *Function);

  clang::ASTContext &Context;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Facts>> Known;
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does a range point to objects that exist already, or does it hold work?

#pragma once

#include "checks/flow/KeptRanges.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>

namespace corolint {

/// What functions do with their ranges of pointers; each function is read once.
class RangeContents {
public:
  explicit RangeContents(clang::ASTContext &Context);
  ~RangeContents();

  /// Whether \p Range holds work: its function takes elements out of it, or gives it another content,
  /// or has made it by taking all that was in another, or fills it with pointers to objects that it
  /// makes itself or that others, by what is not const, give it, or to the elements of a range of
  /// values that the program does not keep.
  bool isWork(const clang::Expr *Range);

private:
  class Uses;
  Uses *usesAround(const clang::Expr *Range);

  clang::ASTContext &Context;
  llvm::DenseMap<const clang::FunctionDecl *, std::unique_ptr<Uses>> Read;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Makers; ///< Which functions make objects.
};

} // namespace corolint

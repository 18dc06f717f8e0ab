// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/flow/FunctionBody.h"

namespace corolint {

/// A FunctionBodyVisitor that knows which statements stand around the one at hand.
template <typename Derived> class SurroundedVisitor : public FunctionBodyVisitor<Derived> {
public:
  bool TraverseStmt(clang::Stmt *Statement) {
    if (!Statement)
      return true;
    Around.push_back(Statement);
    bool Result = FunctionBodyVisitor<Derived>::TraverseStmt(Statement);
    Around.pop_back();
    return Result;
  }

protected:
  llvm::SmallVector<const clang::Stmt *, 32> Around; ///< Outermost first, that at hand last.
};

} // namespace corolint

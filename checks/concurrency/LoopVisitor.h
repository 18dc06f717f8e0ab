// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Inside which loops is what a walk over a function's body meets?

#pragma once

#include "checks/flow/FunctionBody.h"
#include "clang/AST/StmtCXX.h"

namespace corolint {

/// A walk that knows the loops it is in.
template <typename Derived> class LoopVisitor : public FunctionBodyVisitor<Derived> {
  using Base = FunctionBodyVisitor<Derived>;

public:
  llvm::SmallVector<const clang::Stmt *, 2> Loops;

  // What is evaluated once before the first turn is outside of the loop.
  bool TraverseForStmt(clang::ForStmt *For) {
    return this->TraverseStmt(For->getInit()) &&
           inside(For, {For->getConditionVariableDeclStmt(), For->getCond(), For->getInc(),
                        For->getBody()});
  }
  bool TraverseCXXForRangeStmt(clang::CXXForRangeStmt *For) {
    return this->TraverseStmt(For->getInit()) && this->TraverseStmt(For->getRangeInit()) &&
           inside(For, {For->getBody()});
  }
  bool TraverseWhileStmt(clang::WhileStmt *While) {
    return inside(While,
                  {While->getConditionVariableDeclStmt(), While->getCond(), While->getBody()});
  }
  bool TraverseDoStmt(clang::DoStmt *Do) { return inside(Do, {Do->getBody(), Do->getCond()}); }

private:
  bool inside(const clang::Stmt *Loop, std::initializer_list<clang::Stmt *> Parts) {
    Loops.push_back(Loop);
    for (clang::Stmt *Part : Parts)
      if (!this->TraverseStmt(Part))
        return false;
    Loops.pop_back();
    return true;
  }
};

} // namespace corolint

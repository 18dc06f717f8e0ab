// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does a coroutine evaluate after it may have been suspended?

#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/DenseSet.h"

namespace clang {
class CFG;
}

namespace corolint {

/// The expressions of the coroutine \p Function that some path evaluates after a suspension point
/// (an await that may suspend, a yield). Empty for what is no coroutine.
llvm::DenseSet<const clang::Stmt *> afterSuspension(const clang::FunctionDecl *Function);

/// Whether evaluating \p Await may suspend: it is a yield, or an await that is not known to be ready
/// always.
bool maySuspend(const clang::CoroutineSuspendExpr *Await);

/// The suspension points of a coroutine, by the element of its control flow that suspends. What an
/// await throws is thrown after that element, so that the handlers of a try block see it as passed.
class SuspensionPoints {
public:
  explicit SuspensionPoints(const clang::CFG &Graph);

  /// The await or yield that suspends where \p Evaluated is evaluated; null where nothing does.
  const clang::CoroutineSuspendExpr *at(const clang::Stmt *Evaluated) const {
    return Points.lookup(Evaluated);
  }
  bool empty() const { return Points.empty(); }

private:
  llvm::DenseMap<const clang::Stmt *, const clang::CoroutineSuspendExpr *> Points;
};

} // namespace corolint

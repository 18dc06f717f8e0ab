// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/TriedLocks.h"

using namespace clang;
using namespace llvm;

namespace corolint {

DenseMap<const Stmt *, Call> triedLocks(const CFG &Graph) {
  DenseMap<const Stmt *, Call> Found;
  for (const CFGBlock *Block : Graph) {
    const auto *If = dyn_cast_or_null<IfStmt>(Block->getTerminatorStmt());
    if (!If || !If->getCond() || Block->succ_size() != 2) // if consteval has none
      continue;
    const Expr *Condition = ignoreWrapping(If->getCond());
    const auto *Not = dyn_cast<UnaryOperator>(Condition);
    const bool Fails = Not && Not->getOpcode() == UO_LNot;
    Call Made = asCall(Fails ? ignoreWrapping(Not->getSubExpr()) : Condition);
    if (!Made || !Made.Object || !Made.Callee->getIdentifier() ||
        !is_contained({"try_lock", "try_lock_shared"}, Made.Callee->getName()))
      continue;
    const CFGBlock *Taken = (Block->succ_begin() + Fails)->getReachableBlock();
    if (!Taken || Taken->pred_size() != 1)
      continue;
    auto First =
        find_if(*Taken, [](const CFGElement &Each) { return Each.getAs<CFGStmt>().has_value(); });
    if (First != Taken->end())
      Found.try_emplace(First->castAs<CFGStmt>().getStmt(), Made);
  }
  return Found;
}

} // namespace corolint

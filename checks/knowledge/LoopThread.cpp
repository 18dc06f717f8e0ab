// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/LoopThread.h"
#include "checks/knowledge/Calls.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Condition holds on the thread of an event loop (true) or off it (false); none where it
/// asks something else.
std::optional<bool> asksForLoop(const Expr *Condition) {
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot) {
    std::optional<bool> Inner = asksForLoop(Not->getSubExpr());
    return Inner ? std::optional(!*Inner) : std::nullopt;
  }
  // Asio, folly, libraries with trantor's loop, C++/WinRT's dispatchers.
  Call Made = asCall(Condition);
  bool Asks = Made && Made.Callee->getIdentifier() &&
              is_contained({"running_in_this_thread", "isInEventBaseThread",
                            "inRunningEventBaseThread", "isInLoopThread", "HasThreadAccess"},
                           Made.Callee->getName());
  return Asks ? std::optional(true) : std::nullopt;
}

} // namespace

const Stmt *branchOffLoop(const IfStmt *If) {
  std::optional<bool> OnLoop = If->getCond() ? asksForLoop(If->getCond()) : std::nullopt;
  return !OnLoop ? nullptr : *OnLoop ? If->getElse() : If->getThen();
}

} // namespace corolint

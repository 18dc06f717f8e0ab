// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/LoopThread.h"
#include "checks/knowledge/Calls.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isNamed(const Call &Made, ArrayRef<StringRef> Names) {
  return Made && Made.Callee->getIdentifier() && is_contained(Names, Made.Callee->getName());
}

/// Whether \p Value is the thread that runs: std::this_thread::get_id(), QThread::currentThread().
bool isThisThread(const Expr *Value) {
  return isNamed(asCall(Value), {"get_id", "currentThread", "currentThreadId", "pthread_self",
                                 "GetCurrentThreadId"});
}

/// Whether \p Condition holds on the thread of an event loop (true) or off it (false); none where it
/// asks something else.
std::optional<bool> asksForLoop(const Expr *Condition) {
  Condition = Condition->IgnoreParenImpCasts();
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot) {
    std::optional<bool> Inner = asksForLoop(Not->getSubExpr());
    return Inner ? std::optional(!*Inner) : std::nullopt;
  }
  auto Compares = [](const Expr *Left, const Expr *Right, bool ForEqual) {
    return isThisThread(Left) || isThisThread(Right) ? std::optional(ForEqual) : std::nullopt;
  };
  if (const auto *Compare = dyn_cast<BinaryOperator>(Condition); Compare && Compare->isEqualityOp())
    return Compares(Compare->getLHS(), Compare->getRHS(), Compare->getOpcode() == BO_EQ);
  if (const auto *Compare = dyn_cast<CXXRewrittenBinaryOperator>(Condition))
    return Compares(Compare->getLHS(), Compare->getRHS(), Compare->getOpcode() == BO_EQ);
  if (const auto *Compare = dyn_cast<CXXOperatorCallExpr>(Condition);
      Compare && is_contained({OO_EqualEqual, OO_ExclaimEqual}, Compare->getOperator()))
    return Compares(Compare->getArg(0), Compare->getArg(1), Compare->getOperator() == OO_EqualEqual);
  Call Made = asCall(Condition);
  // Asio, folly, libraries with trantor's loop, C++/WinRT's dispatchers.
  return isNamed(Made, {"running_in_this_thread", "isInEventBaseThread", "inRunningEventBaseThread",
                        "isInLoopThread", "HasThreadAccess"})
             ? std::optional(true)
             : std::nullopt;
}

} // namespace

const Stmt *branchOffLoop(const IfStmt *If) {
  std::optional<bool> OnLoop = If->getCond() ? asksForLoop(If->getCond()) : std::nullopt;
  return !OnLoop ? nullptr : *OnLoop ? If->getElse() : If->getThen();
}

} // namespace corolint

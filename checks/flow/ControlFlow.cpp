// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/ControlFlow.h"
#include "checks/knowledge/Calls.h"

using namespace clang;
using namespace llvm;

namespace corolint {

std::unique_ptr<CFG> controlFlow(const FunctionDecl *Function, ASTContext &Context) {
  CFG::BuildOptions Options;
  Options.setAllAlwaysAdd();
  Options.AddEHEdges = true;
  Options.AddLifetime = true;
  const CoroutineBodyStmt *Coroutine = coroutineBody(Function);
  Stmt *Body = Coroutine ? Coroutine->getBody() : Function->getBody();
  return Body ? CFG::buildCFG(Function, Body, &Context, Options) : nullptr;
}

bool turnsOnce(const ForStmt *For) {
  const auto *Step = dyn_cast_or_null<BinaryOperator>(
      For->getInc() ? For->getInc()->IgnoreParenImpCasts() : nullptr);
  const ValueDecl *Tested = For->getCond() ? namedVariable(For->getCond()) : nullptr;
  if (!Step || Step->getOpcode() != BO_Assign || !Tested ||
      namedVariable(Step->getLHS()) != Tested || Step->getRHS()->isValueDependent())
    return false;
  bool Value = true;
  return isa<CXXNullPtrLiteralExpr>(Step->getRHS()->IgnoreParenImpCasts()) ||
         (Step->getRHS()->EvaluateAsBooleanCondition(Value, Tested->getASTContext()) && !Value);
}

bool isFirstTurnCertain(const CFGBlock &Block) {
  const auto *For = dyn_cast_or_null<ForStmt>(Block.getTerminatorStmt());
  if (!For || Block.succ_size() != 2 || Block.getTerminatorCondition() != For->getCond())
    return false;
  const auto *Init = dyn_cast_or_null<DeclStmt>(For->getInit());
  const auto *Test = dyn_cast_or_null<BinaryOperator>(For->getCond());
  const auto *Counter =
      Init && Init->isSingleDecl() ? dyn_cast<VarDecl>(Init->getSingleDecl()) : nullptr;
  if (!Counter || !Counter->getInit() || !Counter->getType()->isIntegerType() || !Test ||
      !Test->isComparisonOp())
    return false;
  const ASTContext &Context = Counter->getASTContext();
  auto Value = [&](const Expr *Operand) -> std::optional<APSInt> {
    const auto *Named = dyn_cast<DeclRefExpr>(Operand->IgnoreParenImpCasts());
    if (Named && Named->getDecl() == Counter)
      Operand = Counter->getInit();
    return Operand->isValueDependent() ? std::nullopt : Operand->getIntegerConstantExpr(Context);
  };
  std::optional<APSInt> Left = Value(Test->getLHS()), Right = Value(Test->getRHS());
  if (!Left || !Right)
    return false;
  int Order = APSInt::compareValues(*Left, *Right);
  switch (Test->getOpcode()) {
  case BO_LT:
    return Order < 0;
  case BO_LE:
    return Order <= 0;
  case BO_GT:
    return Order > 0;
  case BO_GE:
    return Order >= 0;
  case BO_NE:
    return Order != 0;
  default:
    return false;
  }
}

} // namespace corolint

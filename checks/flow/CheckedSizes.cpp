// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/CheckedSizes.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/Calls.h"
#include "clang/AST/StmtCXX.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Number is the size of \p Range.
bool isSizeOf(const Expr *Number, const ValueDecl *Range) {
  Call Made = asCall(Number->IgnoreParenCasts());
  return Made && Made.Object && Made.Callee->getIdentifier() &&
         is_contained({"size", "length", "count"}, Made.Callee->getName()) &&
         Made.Arguments.empty() && namedVariable(Made.Object) == Range;
}

/// Whether control does not get past \p Arm of a condition to what follows that.
bool leavesBlock(const Stmt *Arm) {
  const Stmt *Last = lastStatementOf(Arm);
  const auto *Value = dyn_cast_or_null<Expr>(Last);
  return isa_and_nonnull<ReturnStmt, CoreturnStmt, BreakStmt, ContinueStmt>(Last) ||
         (Value && isa<CXXThrowExpr>(ignoreWrapping(Value)));
}

} // namespace

const Expr *mostElementsWhere(const Expr *Condition, bool Answer, const ValueDecl *Range) {
  Condition = ignoreWrapping(Condition);
  if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot)
    return mostElementsWhere(Not->getSubExpr(), !Answer, Range);
  const auto *Operator = dyn_cast<BinaryOperator>(Condition);
  if (!Operator)
    return nullptr;
  if (Operator->getOpcode() == (Answer ? BO_LAnd : BO_LOr)) {
    const Expr *Left = mostElementsWhere(Operator->getLHS(), Answer, Range);
    return Left ? Left : mostElementsWhere(Operator->getRHS(), Answer, Range);
  }
  if (!Operator->isComparisonOp() || Operator->getOpcode() == BO_Cmp)
    return nullptr;
  const Expr *Size = Operator->getLHS(), *Most = Operator->getRHS();
  BinaryOperatorKind How =
      Answer ? Operator->getOpcode() : BinaryOperator::negateComparisonOp(Operator->getOpcode());
  if (!isSizeOf(Size, Range)) {
    std::swap(Size, Most);
    if (!BinaryOperator::isEqualityOp(How))
      How = BinaryOperator::reverseComparisonOp(How);
  }
  return is_contained({BO_LT, BO_LE, BO_EQ}, How) && isSizeOf(Size, Range) ? Most : nullptr;
}

const Expr *mostElements(const Expr *Range, ASTContext &Context) {
  const ValueDecl *Named = namedVariable(Range);
  const bool IsConstant = Named && Named->getType().getNonReferenceType().isConstQualified();
  const Stmt *Inner = Range;
  for (const Stmt *Outer = Named ? parentOf(Range, Context) : nullptr; Outer;
       Outer = parentOf(Outer, Context)) {
    if (const auto *If = dyn_cast<IfStmt>(Outer);
        If && If->getCond() && (Inner == If->getThen() || Inner == If->getElse())) {
      if (const Expr *Most = mostElementsWhere(If->getCond(), Inner == If->getThen(), Named))
        return Most;
    } else if (const auto *Block = dyn_cast<CompoundStmt>(Outer)) {
      const auto *At = find(Block->body(), Inner);
      while (At != Block->body_begin()) {
        const auto *If = dyn_cast<IfStmt>(*--At);
        if (If && If->getCond() && !If->getElse() && leavesBlock(If->getThen())) {
          if (const Expr *Most = mostElementsWhere(If->getCond(), /*Answer=*/false, Named))
            return Most;
        } else if (!IsConstant && mentions(*At, Named)) { // It may have grown since.
          return nullptr;
        }
      }
    }
    Inner = Outer;
  }
  return nullptr;
}

} // namespace corolint

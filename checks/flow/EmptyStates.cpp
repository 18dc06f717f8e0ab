// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/EmptyStates.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/SoleAnswers.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/CoroutineTypes.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Reads conditions about one state.
class EmptyConditions {
public:
  EmptyConditions(const ValueDecl *State, const SharedStates &States)
      : State(State), States(States) {}

  /// Whether the state holds nothing where \p Condition is \p Holds.
  bool imply(const Expr *Condition, bool Holds) {
    Condition = ignoreWrapping(Condition)->IgnoreParenImpCasts();
    if (const auto *Not = dyn_cast<UnaryOperator>(Condition); Not && Not->getOpcode() == UO_LNot)
      return imply(Not->getSubExpr(), !Holds);
    if (const auto *Both = dyn_cast<BinaryOperator>(Condition); Both && Both->isLogicalOp())
      return Holds == (Both->getOpcode() == BO_LAnd) &&
             (imply(Both->getLHS(), Holds) || imply(Both->getRHS(), Holds));
    if (std::optional<Comparison> Compared = comparisonIn(Condition))
      return impliesByNothing(*Compared, Holds) || impliesByNothing(Compared->mirrored(), Holds);
    if (!Holds && isState(Condition))
      return true; // if (!pointer)
    Call Made = asCall(Condition);
    if (const auto *Rewritten = dyn_cast<CXXRewrittenBinaryOperator>(Condition))
      Made = asCall(Rewritten->getDecomposedForm().InnerBinOp);
    return Made && impliesByCall(Made, isa<CXXRewrittenBinaryOperator>(Condition) != Holds);
  }

private:
  bool isState(const Expr *Object) const { return Object && States.of(Object) == State; }

  static bool isNothing(const Expr *Value) {
    Value = Value->IgnoreParenImpCasts();
    const auto *Number = dyn_cast<IntegerLiteral>(Value);
    return isa<CXXNullPtrLiteralExpr, GNUNullExpr>(Value) || (Number && Number->getValue() == 0);
  }
  /// pointer == nullptr, list.size() != 0
  bool impliesByNothing(const Comparison &Compared, bool Holds) const {
    if (!isNothing(Compared.Right))
      return false;
    Call Size = asCall(Compared.Left);
    if (!isState(Compared.Left) && !(Size && isNamed(Size, "size") && isState(Size.Object)))
      return false;
    return Compared.How == (Holds ? BO_EQ : BO_NE) || (!Holds && Compared.How == BO_GT);
  }
  static bool isNamed(const Call &Made, StringRef Name) {
    return Made.Callee->getIdentifier() && Made.Callee->getName() == Name;
  }

  bool impliesByCall(const Call &Made, bool Holds) {
    if (isState(Made.Object)) {
      if (isa<CXXConversionDecl>(Made.Callee) || isNamed(Made, "has_value"))
        return !Holds;
      return (isNamed(Made, "empty") || isNamed(Made, "isEmpty")) ? Holds
                                                                  : isNamed(Made, "size") && !Holds;
    }
    // owner == nullptr
    const OverloadedOperatorKind Operator = Made.Callee->getOverloadedOperator();
    if (is_contained({OO_EqualEqual, OO_ExclaimEqual}, Operator))
      return Holds == (Operator == OO_EqualEqual) && comparesWithNothing(Made);
    // bool splitting() const { return !groups.empty(); }
    const bool IsOfThis = Made.Object && isa<CXXThisExpr>(Made.Object->IgnoreParenImpCasts());
    const Expr *Answer = IsOfThis ? soleAnswer(Made) : nullptr;
    return Answer && ++Depth < MaxDepth && imply(Answer, Holds);
  }
  bool comparesWithNothing(const Call &Made) const {
    SmallVector<const Expr *, 2> Sides(Made.Arguments.begin(), Made.Arguments.end());
    if (Made.Object)
      Sides.push_back(Made.Object);
    return any_of(Sides, [&](const Expr *Each) { return isState(Each); }) &&
           any_of(Sides, [](const Expr *Each) { return isNothing(Each); });
  }

  static constexpr unsigned MaxDepth = 8; ///< Of functions that ask functions.
  unsigned Depth = 0;
  const ValueDecl *State;
  const SharedStates &States;
};

/// Whether the function around \p At may be suspended between \p Question and there.
bool suspendsBetween(const Stmt *Question, const Stmt *At, ASTContext &Context) {
  const FunctionDecl *Function = enclosingFunction(At, Context);
  if (!coroutineBody(Function))
    return false;
  struct Finder : RecursiveASTVisitor<Finder> {
    const SourceManager *Sources = nullptr;
    SourceLocation From, To;
    bool Found = false;
    bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *Await) {
      Found |= Sources->isBeforeInTranslationUnit(From, Await->getKeywordLoc()) &&
               Sources->isBeforeInTranslationUnit(Await->getKeywordLoc(), To);
      return !Found;
    }
  } Search;
  Search.Sources = &Context.getSourceManager();
  Search.From = Question->getBeginLoc();
  Search.To = At->getEndLoc();
  Search.TraverseStmt(coroutineBody(Function)->getBody());
  return Search.Found;
}

} // namespace

bool isEmptyAt(const Stmt *At, const ValueDecl *State, const SharedStates &States,
               ASTContext &Context) {
  auto Implies = [&](const Expr *Condition, bool Holds) {
    return Condition && EmptyConditions(State, States).imply(Condition, Holds) &&
           !suspendsBetween(Condition, At, Context);
  };
  if (any_of(conditionsOf(At, Context),
             [&](const Condition &Each) { return Implies(Each.Asked, Each.Answer); }))
    return true;
  const Stmt *Child = At;
  for (const Stmt *Parent = parentOf(Child, Context); Parent;
       Child = std::exchange(Parent, parentOf(Parent, Context))) {
    const auto *Block = dyn_cast<CompoundStmt>(Parent);
    if (!Block)
      continue;
    for (const Stmt *Before : Block->body()) {
      if (Before == Child)
        break;
      const auto *If = dyn_cast<IfStmt>(Before);
      if (If && !If->getElse() && leavingStatement(If->getThen()) && Implies(If->getCond(), false))
        return true;
    }
  }
  return false;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/StaleTests.h"
#include "checks/flow/AsyncLocks.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/Loops.h"
#include "checks/flow/Spans.h"
#include "checks/knowledge/ClassMembers.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What a mention of state does.
enum class Acts { Nothing, Tests, Dereferences, Sets };

bool pointsSomewhere(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Type->isPointerType() ||
         (Class && Class->hasDefinition() && !isRange(Type) &&
          !membersNamed(Class,
                        Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow))
               .empty());
}

/// The mention \p Named of state, and the expression with which it does that.
std::pair<Acts, const Expr *> actOf(const Expr *Named, ASTContext &Context) {
  QualType Type = Named->getType();
  bool Points = pointsSomewhere(Type);
  const Stmt *Child = Named, *Parent = parentOf(Child, Context);
  while (isa_and_nonnull<ParenExpr, ImplicitCastExpr>(Parent)) {
    if (cast<Expr>(Parent)->getType()->isBooleanType() && !Type->isBooleanType())
      break;
    Child = Parent;
    Parent = parentOf(Child, Context);
  }
  if (const auto *Operator = dyn_cast_or_null<BinaryOperator>(Parent);
      Operator && Operator->getOpcode() == BO_Assign && Operator->getLHS() == Child)
    return {Acts::Sets, Operator};
  const auto *Member = dyn_cast_or_null<MemberExpr>(Parent);
  const auto *Method = Member ? dyn_cast<CXXMethodDecl>(Member->getMemberDecl()) : nullptr;
  const auto *Call = dyn_cast_or_null<CXXOperatorCallExpr>(Parent);
  if (Points && ((Call && (Call->getOperator() == OO_Arrow || Call->getOperator() == OO_Star)) ||
                 (Member && Member->isArrow()) ||
                 (isa_and_nonnull<UnaryOperator>(Parent) &&
                  cast<UnaryOperator>(Parent)->getOpcode() == UO_Deref) ||
                 (Method && Method->getIdentifier() && Method->getName() == "value")))
    return {Acts::Dereferences, Named};
  if (Call && Call->getOperator() == OO_Equal && Call->getArg(0) == Child)
    return {Acts::Sets, Call};
  if (Method && isRange(Type) && Method->getIdentifier() &&
      is_contained({"front", "back", "top"}, Method->getName()))
    return {Acts::Dereferences, Named};
  if (Method && changeOf(Method) == ChangeKind::Replaces)
    return {Acts::Sets, cast<Expr>(Parent)};
  bool IsAsked = Points || Type->isBooleanType() || Type->isEnumeralType() ||
                 (Method && Method->isConst());
  return {IsAsked && isInCondition(Named, Context) ? Acts::Tests : Acts::Nothing, Named};
}

} // namespace

std::vector<StaleTest> staleTests(const FunctionDecl *Function, const StateChanges &Changes,
                                  CoroutineTypes &Types) {
  if (!coroutineBody(Function) || takesAsyncLock(Function, Types))
    return {};
  ASTContext &Context = Types.context();
  std::unique_ptr<CFG> Graph = controlFlow(Function, Context);
  if (!Graph)
    return {};
  struct Act {
    const ValueDecl *State;
    Acts Does;
    const Expr *Named;
  };
  DenseMap<const Stmt *, SmallVector<Act, 1>> ActsAt;
  DenseMap<const Stmt *, Acts> Doing;
  for (const CFGBlock *Block : *Graph)
    for (const CFGElement &Element : *Block) {
      auto Statement = Element.getAs<CFGStmt>();
      const auto *Named = Statement ? dyn_cast<Expr>(Statement->getStmt()) : nullptr;
      if (!isa_and_nonnull<MemberExpr, DeclRefExpr>(Named))
        continue;
      const ValueDecl *State = sharedState(Named);
      if (!State)
        continue;
      auto [Does, At] = actOf(Named, Context);
      if (Does == Acts::Nothing || Doing.contains(Named))
        continue;
      Doing[Named] = Does;
      ActsAt[At].push_back({State, Does, Named});
    }
  auto Steps = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
    auto Statement = Element.getAs<CFGStmt>();
    auto Found = Statement ? ActsAt.find(Statement->getStmt()) : ActsAt.end();
    if (Found == ActsAt.end())
      return;
    for (const Act &Each : Found->second) {
      if (Each.Does != Acts::Tests)
        Steps.push_back({Each.State, SpanStep::Uses, Each.Named});
      Steps.push_back({Each.State, Each.Does == Acts::Sets ? SpanStep::Ends : SpanStep::Begins,
                       Each.Named});
    }
  };
  std::vector<StaleTest> Result;
  DenseSet<const ValueDecl *> Told;
  for (const Span &Each : spans(*Graph, Context, Steps)) {
    if (Each.Crossed.empty())
      continue;
    StaleTest New;
    New.State = static_cast<const ValueDecl *>(Each.Thing);
    New.Test = cast<Expr>(Each.Begin);
    New.Use = cast<Expr>(Each.Use);
    New.IsTest = Doing[Each.Begin] == Acts::Tests;
    New.Does = Doing[Each.Use] == Acts::Sets ? StaleTest::Sets : StaleTest::Dereferences;
    append_range(New.Crossed, Each.Crossed);
    if (New.Does == StaleTest::Sets) {
      // What is set again after it was used is no guard against being set twice.
      if (!New.IsTest || isRange(New.State->getType()))
        continue;
    } else {
      for (const StateChange &Change : Changes.meanwhile(New.State, Function))
        if (Change.Kind != ChangeKind::Grows && !New.Change)
          New.Change = Change;
      if (!New.Change)
        continue;
    }
    if (Told.insert(New.State).second)
      Result.push_back(std::move(New));
  }
  return Result;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/StaleIndices.h"
#include "checks/flow/AsyncLocks.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/flow/Spans.h"
#include "checks/flow/StateQuestions.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/MemberNames.h"
#include "checks/knowledge/TemplateArguments.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The variable of \p Function itself, an integer or an optional one and no reference, that \p
/// Value names, or gives the value of.
const VarDecl *localInteger(const Expr *Value, const FunctionDecl *Function) {
  Value = Value->IgnoreParenImpCasts();
  if (const auto *Given = dyn_cast<CXXOperatorCallExpr>(Value);
      Given && Given->getOperator() == OO_Star && Given->getNumArgs() == 1)
    Value = Given->getArg(0)->IgnoreParenImpCasts();
  const auto *Reference = dyn_cast<DeclRefExpr>(Value);
  const auto *Variable = Reference ? dyn_cast<VarDecl>(Reference->getDecl()) : nullptr;
  if (!Variable || !Variable->hasLocalStorage() || Variable->getDeclContext() != Function)
    return nullptr;
  const CXXRecordDecl *Class = Variable->getType()->getAsCXXRecordDecl();
  QualType Held = isStd(Class, "optional") ? typeArgument(Class) : Variable->getType();
  return !Held.isNull() && Held->isIntegerType() ? Variable : nullptr;
}

/// The subscripts of one function that take a variable of its own for an element's place.
struct SubscriptFinder : FunctionBodyVisitor<SubscriptFinder> {
  struct Place {
    const ValueDecl *State;
    const VarDecl *Index;
    bool operator==(const Place &) const = default;
  };
  const FunctionDecl *Function = nullptr;
  const SharedStates *States = nullptr;
  DenseMap<const Stmt *, unsigned> Subscripts; ///< The number of its place, by the subscript.
  SmallVector<Place, 2> Places;

  bool VisitCXXOperatorCallExpr(CXXOperatorCallExpr *Made) {
    if (Made->getOperator() != OO_Subscript || Made->getNumArgs() != 2)
      return true;
    const ValueDecl *State = States->of(Made->getArg(0));
    const VarDecl *Index = localInteger(Made->getArg(1), Function);
    const CXXRecordDecl *Class = Made->getArg(0)->getType()->getAsCXXRecordDecl();
    // Keys stay what they are when other elements go.
    if (!State || !Index || !Class || !isRange(Made->getArg(0)->getType()) ||
        hasMember(Class, "key_type"))
      return true;
    auto Known = find(Places, Place{State, Index});
    Subscripts[Made] = Known - Places.begin();
    if (Known == Places.end())
      Places.push_back({State, Index});
    return true;
  }
};

/// Whether \p Change leaves less elements than there were. What resizes mostly grows.
bool shrinks(const StateChange &Change) {
  Call Made = asCallItself(Change.At);
  const IdentifierInfo *Name = Made ? Made.Callee->getIdentifier() : nullptr;
  return Change.Leaves == StateChange::Empty ||
         (Change.Kind == ChangeKind::Removes && !(Name && Name->isStr("resize")));
}

/// Whether \p Evaluated sets \p Index.
bool sets(const Stmt *Evaluated, const VarDecl *Index, const FunctionDecl *Function) {
  if (const auto *Declaration = dyn_cast<DeclStmt>(Evaluated))
    return is_contained(Declaration->decls(), Index);
  if (const auto *Operator = dyn_cast<BinaryOperator>(Evaluated))
    return Operator->isAssignmentOp() && localInteger(Operator->getLHS(), Function) == Index;
  if (const auto *Assigns = dyn_cast<CXXOperatorCallExpr>(Evaluated))
    return Assigns->getOperator() == OO_Equal &&
           localInteger(Assigns->getArg(0), Function) == Index;
  if (const auto *Made = dyn_cast<CXXMemberCallExpr>(Evaluated))
    return Made->getMethodDecl() && !Made->getMethodDecl()->isConst() &&
           localInteger(Made->getImplicitObjectArgument(), Function) == Index;
  if (const auto *Made = dyn_cast<CallExpr>(Evaluated))
    return any_of(Made->arguments(), [&](const Expr *Argument) { // By a reference to it.
      return Argument->isLValue() && !Argument->getType().isConstQualified() &&
             isa<DeclRefExpr>(Argument->IgnoreParens()) &&
             localInteger(Argument, Function) == Index;
    });
  const auto *Operator = dyn_cast<UnaryOperator>(Evaluated);
  if (Operator && Operator->getOpcode() == UO_AddrOf)
    return localInteger(Operator->getSubExpr(), Function) == Index;
  return Operator && Operator->isIncrementDecrementOp() &&
         localInteger(Operator->getSubExpr(), Function) == Index;
}

} // namespace

std::vector<StaleIndex> staleIndices(const FunctionDecl *Function, const StateChanges &Changes,
                                     CoroutineTypes &Types) {
  if (!coroutineBody(Function))
    return {};
  SubscriptFinder Found;
  Found.Function = Function;
  Found.States = &Changes.states();
  Found.visitBodyOf(Function);
  ASTContext &Context = Types.context();
  DenseMap<const ValueDecl *, std::pair<StateChange, SmallPtrSet<const FunctionDecl *, 2>>> Shrunk;
  for (const auto &[State, Index] : Found.Places) {
    if (Shrunk.contains(State))
      continue;
    SmallVector<StateChange, 2> All = Changes.meanwhile(State, Function);
    const auto *Shrinks = find_if(
        All, [&](const StateChange &Each) { return shrinks(Each) && Changes.isUnannounced(Each); });
    if (Shrinks == All.end())
      continue;
    auto &[Change, In] = Shrunk[State];
    Change = *Shrinks;
    for (const StateChange &Each : All)
      In.insert(Each.In);
  }
  if (Shrunk.empty() || runsUnderAsyncLock(Function, Changes, Types))
    return {};
  std::unique_ptr<CFG> Graph = controlFlow(Function, Context);
  if (!Graph)
    return {};
  SmallVector<SpanStep, 2> AtEntry;
  for (const auto &Each : Found.Places)
    if (isa<ParmVarDecl>(Each.Index) && Shrunk.contains(Each.State))
      AtEntry.push_back({&Each, SpanStep::Begins, Function->getBody()});
  auto Steps = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    const Stmt *Evaluated = Statement->getStmt();
    SmallVector<const ValueDecl *, 2> Asked;
    const VarDecl *Compared = nullptr;
    if (isa<MemberExpr, DeclRefExpr>(Evaluated)) {
      Asked = askedStates(cast<Expr>(Evaluated), Changes.states(), Context);
      Compared = localInteger(cast<Expr>(Evaluated), Function);
      if (Compared && !isInCondition(Evaluated, Context))
        Compared = nullptr;
    }
    for (const auto &Each : Found.Places) {
      auto Change = Shrunk.find(Each.State);
      if (Change == Shrunk.end())
        continue;
      auto Subscript = Found.Subscripts.find(Evaluated);
      if (Subscript != Found.Subscripts.end() && Found.Places[Subscript->second] == Each)
        Steps.push_back({&Each, SpanStep::Uses, Evaluated});
      if (sets(Evaluated, Each.Index, Function) || Compared == Each.Index ||
          tellOfChanges(Asked, Change->second.second, Changes))
        Steps.push_back({&Each, SpanStep::Begins, Evaluated});
    }
  };
  std::vector<StaleIndex> Result;
  DenseSet<const ValueDecl *> Told;
  for (const Span &Each : spans(*Graph, Context, Steps, AtEntry)) {
    const auto *Place = static_cast<const SubscriptFinder::Place *>(Each.Thing);
    if (Each.Crossed.empty() || !Told.insert(Place->State).second)
      continue;
    StaleIndex New;
    New.Index = Place->Index;
    New.State = Place->State;
    New.Change = Shrunk.find(Place->State)->second.first;
    New.Taken = Each.Begin == Function->getBody() ? nullptr : Each.Begin;
    New.Use = cast<Expr>(Each.Use);
    append_range(New.Crossed, Each.Crossed);
    Result.push_back(std::move(New));
  }
  return Result;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/StaleTests.h"
#include "checks/flow/AsyncLocks.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Loops.h"
#include "checks/flow/Spans.h"
#include "checks/flow/StateQuestions.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/WrittenFunctions.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// What a mention of state does.
enum class Acts { Nothing, Tests, Dereferences, Sets };

/// Whether an object of \p Type may hold another one, as smart pointers and std::optional do.
bool isHolder(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  return Class && Class->hasDefinition() && !isRange(Type) &&
         !membersNamed(Class, Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow))
              .empty();
}

/// The mention \p Named of state, and the expression with which it does that.
std::pair<Acts, const Expr *> actOf(const Expr *Named, ASTContext &Context) {
  QualType Type = Named->getType();
  bool Points = Type->isPointerType() || isHolder(Type);
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
  std::optional<ChangeKind> Change = Method ? changeOf(Method) : std::nullopt;
  if (Change == ChangeKind::Replaces || (Change == ChangeKind::Grows && isHolder(Type)))
    return {Acts::Sets, cast<Expr>(Parent)};
  bool IsAsked = Points || Type->isBooleanType() || Type->isEnumeralType() ||
                 (Method && Method->isConst());
  return {IsAsked && isInCondition(Named, Context) ? Acts::Tests : Acts::Nothing, Named};
}

/// The local variable that is made as a copy of the holder that \p Named names; null for anything
/// else.
const VarDecl *copyOf(const Expr *Named, ASTContext &Context) {
  if (!isHolder(Named->getType()))
    return nullptr;
  const Stmt *Child = Named, *Parent = parentOf(Child, Context);
  for (; isa_and_nonnull<ParenExpr, ImplicitCastExpr, CXXConstructExpr>(Parent);
       Parent = parentOf(Child, Context)) {
    const auto *Made = dyn_cast<CXXConstructExpr>(Parent);
    if (Made && !Made->getConstructor()->isCopyConstructor())
      return nullptr;
    Child = Parent;
  }
  const auto *Declaration = dyn_cast_or_null<DeclStmt>(Parent);
  const auto *Variable = Declaration && Declaration->isSingleDecl()
                             ? dyn_cast<VarDecl>(Declaration->getSingleDecl())
                             : nullptr;
  return Variable && isHolder(Variable->getType()) ? Variable : nullptr;
}

/// Whether all that \p Function does with \p Copy, a copy of \p State, is to use what it points to,
/// and does not come back to the state before that.
bool isOnlyDereferenced(const VarDecl *Copy, const ValueDecl *State, const FunctionDecl *Function,
                        ASTContext &Context) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const VarDecl *Copy = nullptr;
    const ValueDecl *State = nullptr;
    ASTContext *Context = nullptr;
    bool IsUsed = false, HasOther = false;
    bool VisitDeclRefExpr(DeclRefExpr *Reference) {
      if (Reference->getDecl() == Copy)
        (actOf(Reference, *Context).first == Acts::Dereferences ? IsUsed : HasOther) = true;
      else
        comesBack(Reference, Reference->getDecl());
      return !HasOther;
    }
    bool VisitMemberExpr(MemberExpr *Member) {
      comesBack(Member, Member->getMemberDecl());
      return !HasOther;
    }
    void comesBack(const Expr *Mention, const ValueDecl *Named) {
      HasOther |= Named == State && Context->getSourceManager().isBeforeInTranslationUnit(
                                        Copy->getEndLoc(), Mention->getBeginLoc());
    }
  } Search;
  Search.Copy = Copy;
  Search.State = State;
  Search.Context = &Context;
  Search.visitBodyOf(Function);
  return Search.IsUsed && !Search.HasOther;
}

/// Whether \p First and \p Second override functions of one class, whose users call them in an
/// order of their own.
bool overrideOneInterface(const FunctionDecl *First, const FunctionDecl *Second) {
  const auto *One = dyn_cast<CXXMethodDecl>(First), *Other = dyn_cast<CXXMethodDecl>(Second);
  return One && Other && any_of(One->overridden_methods(), [&](const CXXMethodDecl *Base) {
           return any_of(Other->overridden_methods(), [&](const CXXMethodDecl *Each) {
             return Each->getParent()->getCanonicalDecl() == Base->getParent()->getCanonicalDecl();
           });
         });
}

/// Follows the state that one coroutine acts on.
class TestPaths {
public:
  TestPaths(const FunctionDecl *Function, const StateChanges &Changes, CoroutineTypes &Types)
      : Function(Function), Changes(Changes), Context(Types.context()),
        IsTest(Types.isTestCode(Function->getLocation())) {}

  std::vector<StaleTest> find(const CFG &Graph) {
    for (const CFGBlock *Block : Graph)
      for (const CFGElement &Element : *Block)
        if (auto Statement = Element.getAs<CFGStmt>())
          read(Statement->getStmt());
    if (ActsAt.empty())
      return {};
    SmallVector<SpanStep, 2> AtEntry;
    for (const ValueDecl *State : Emptied)
      AtEntry.push_back({State, SpanStep::Begins, Function->getBody()});
    auto Steps = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
      if (auto Statement = Element.getAs<CFGStmt>())
        stepsOf(Statement->getStmt(), Steps);
    };
    std::vector<StaleTest> Result;
    DenseSet<const ValueDecl *> Told;
    for (const Span &Each : spans(Graph, Context, Steps, AtEntry))
      if (!Each.Crossed.empty() && !Told.contains(static_cast<const ValueDecl *>(Each.Thing)))
        if (std::optional<StaleTest> New = testOf(Each); New && Told.insert(New->State).second)
          Result.push_back(std::move(*New));
    return Result;
  }

private:
  struct Act {
    const ValueDecl *State;
    Acts Does;
    const Expr *Named;
  };

  void read(const Stmt *Evaluated) {
    const auto *Named = dyn_cast<Expr>(Evaluated);
    if (!isa_and_nonnull<MemberExpr, DeclRefExpr>(Named))
      return;
    const ValueDecl *State = Changes.states().of(Named);
    if (!State)
      return;
    auto [Does, At] = actOf(Named, Context);
    // What is never asked of a copy is asked of nobody.
    if (const VarDecl *Copy = Does == Acts::Nothing ? copyOf(Named, Context) : nullptr;
        Copy && isOnlyDereferenced(Copy, State, Function, Context))
      Does = Acts::Dereferences;
    if (Does == Acts::Nothing || Doing.contains(Named))
      return;
    Doing[Named] = Does;
    ActsAt[At].push_back({State, Does, Named});
    if (Does != Acts::Dereferences || Changers.contains(State))
      return;
    Changers[State];
    for (const StateChange &Change : Changes.meanwhile(State, Function)) {
      Changers[State].insert(Change.In);
      if (isEmptied(State, Change))
        Emptied.insert(State);
    }
  }

  bool isEmptied(const ValueDecl *State, const StateChange &Change) const {
    return isHolder(State->getType()) && Changes.emptiesUnannounced(State, Change) &&
           !isInOrderWith(Change.In);
  }

  /// Whether the coroutine overrides a function of a class of which \p Changer overrides one, too;
  /// or what makes it, or everything that calls it, does and waits for it, as a test does.
  bool isInOrderWith(const FunctionDecl *Changer) const {
    auto Waits = [&](const FunctionDecl *Caller) {
      return (IsTest || coroutineBody(visibleDefinition(Caller))) &&
             overrideOneInterface(Caller, Changer);
    };
    const FunctionDecl *Maker = makerOf(Function);
    const auto &Callers = Changes.callersOf(Maker);
    return overrideOneInterface(Function, Changer) || (Maker != Function && Waits(Maker)) ||
           (!Callers.empty() && all_of(Callers, Waits));
  }

  void stepsOf(const Stmt *Evaluated, SmallVectorImpl<SpanStep> &Steps) const {
    auto Found = ActsAt.find(Evaluated);
    if (Found != ActsAt.end())
      for (const Act &Each : Found->second) {
        if (Each.Does != Acts::Tests)
          Steps.push_back({Each.State, SpanStep::Uses, Each.Named});
        Steps.push_back(
            {Each.State, Each.Does == Acts::Sets ? SpanStep::Ends : SpanStep::Begins, Each.Named});
      }
    // A function that it calls itself may fill it.
    if (Call Made = isa<CallExpr>(Evaluated) ? asCallItself(cast<Expr>(Evaluated)) : Call())
      for (const auto &[State, In] : Changers)
        if (Changes.changes(Made.Callee, State))
          Steps.push_back({State, SpanStep::Ends, Evaluated});
    if (Changers.empty() || !isa<MemberExpr, DeclRefExpr>(Evaluated))
      return;
    SmallVector<const ValueDecl *, 2> Asked =
        askedStates(cast<Expr>(Evaluated), Changes.states(), Context);
    if (!Asked.empty())
      for (const auto &[State, In] : Changers)
        if (!is_contained(Asked, State) && tellOfChanges(Asked, In, Changes))
          Steps.push_back({State, SpanStep::Ends, Evaluated});
  }

  std::optional<StaleTest> testOf(const Span &Where) const {
    StaleTest New;
    New.State = static_cast<const ValueDecl *>(Where.Thing);
    New.Test = dyn_cast<Expr>(Where.Begin);
    New.Use = cast<Expr>(Where.Use);
    New.IsTest = Doing.lookup(Where.Begin) == Acts::Tests;
    New.Does = Doing.lookup(Where.Use) == Acts::Sets ? StaleTest::Sets : StaleTest::Dereferences;
    append_range(New.Crossed, Where.Crossed);
    if (New.Does == StaleTest::Sets) {
      // What is set again after it was used is no guard against being set twice.
      if (!New.IsTest || isRange(New.State->getType()))
        return std::nullopt;
      return New;
    }
    for (const StateChange &Change : Changes.meanwhile(New.State, Function)) {
      bool IsEmptied = isEmptied(New.State, Change);
      if (Change.Kind == ChangeKind::Grows || (New.Change && !(IsEmptied && !New.IsEmptied)))
        continue;
      New.Change = Change;
      New.IsEmptied = IsEmptied;
    }
    return New.Change ? std::optional(New) : std::nullopt;
  }

  const FunctionDecl *Function;
  const StateChanges &Changes;
  ASTContext &Context;
  bool IsTest; ///< It is test code.
  DenseMap<const Stmt *, SmallVector<Act, 1>> ActsAt;
  DenseMap<const Stmt *, Acts> Doing;
  MapVector<const ValueDecl *, SmallPtrSet<const FunctionDecl *, 2>> Changers;
  SetVector<const ValueDecl *> Emptied; ///< Unannounced, by other code.
};

} // namespace

std::vector<StaleTest> staleTests(const FunctionDecl *Function, const StateChanges &Changes,
                                  CoroutineTypes &Types) {
  if (!coroutineBody(Function) || runsUnderAsyncLock(Function, Changes, Types))
    return {};
  std::unique_ptr<CFG> Graph = controlFlow(Function, Types.context());
  return Graph ? TestPaths(Function, Changes, Types).find(*Graph) : std::vector<StaleTest>();
}

} // namespace corolint

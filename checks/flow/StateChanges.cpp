// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/StateChanges.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/EmptyStates.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/VariableMentions.h"
#include "checks/knowledge/AsyncContext.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/ClosingNames.h"
#include "checks/knowledge/EmptyValues.h"
#include "checks/knowledge/MemberNames.h"
#include "checks/knowledge/OwningPointers.h"
#include "checks/knowledge/StandardOwners.h"
#include "checks/knowledge/UnitCode.h"
#include "checks/knowledge/WrittenFunctions.h"
#include "clang/AST/RecursiveASTVisitor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

const FunctionDecl *canonical(const FunctionDecl *Function) {
  return Function ? Function->getCanonicalDecl() : nullptr;
}

/// Whether both are the same as written: instances of a template are.
bool isSameWritten(const FunctionDecl *One, const FunctionDecl *Other) {
  return canonical(asWritten(One)) == canonical(asWritten(Other));
}

bool isSpecial(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(Function);
  return isa<CXXConstructorDecl, CXXDestructorDecl>(Function) ||
         (Method && (Method->isCopyAssignmentOperator() || Method->isMoveAssignmentOperator()));
}

/// The local variable by which \p Object is known where its function has made it: that is the
/// object, or was made to own it: `auto fresh = std::make_shared<Table>()`. Null for other objects.
const VarDecl *madeHere(const Expr *Object) {
  const auto *Access = dyn_cast<CXXOperatorCallExpr>(Object->IgnoreParenImpCasts());
  const bool IsOwned = Access && Access->getNumArgs() == 1 &&
                       is_contained({OO_Arrow, OO_Star}, Access->getOperator());
  const auto *Variable =
      dyn_cast_or_null<VarDecl>(namedVariable(IsOwned ? Access->getArg(0) : Object));
  if (!Variable || !Variable->isLocalVarDecl() || !Variable->hasLocalStorage() ||
      Variable->getType()->isReferenceType() || !Variable->getInit())
    return nullptr;
  Call Making = IsOwned ? asCall(ignoreIdentity(Variable->getInit())) : Call();
  const bool IsMade =
      IsOwned ? Making && Making.Callee->isInStdNamespace() && Making.Callee->getIdentifier() &&
                    is_contained({"make_shared", "make_unique"}, Making.Callee->getName())
              : !Variable->getType()->isPointerType() ||
                    isa<CXXNewExpr>(ignoreWrapping(Variable->getInit()));
  return IsMade ? Variable : nullptr;
}

/// What the elements of the braced list \p Range, in whatever it makes, take the address of.
SmallVector<const Expr *, 2> addressedIn(const Expr *Range) {
  SmallVector<const Expr *, 2> Found;
  SmallVector<const Expr *, 4> Pending{Range};
  while (!Pending.empty()) {
    const Expr *Each = ignoreWrapping(Pending.pop_back_val())->IgnoreParenImpCasts();
    if (const auto *List = dyn_cast<InitListExpr>(Each))
      append_range(Pending, List->inits());
    else if (const auto *Standard = dyn_cast<CXXStdInitializerListExpr>(Each))
      Pending.push_back(Standard->getSubExpr());
    else if (const auto *Cast = dyn_cast<CXXFunctionalCastExpr>(Each))
      Pending.push_back(Cast->getSubExpr());
    else if (const auto *Operator = dyn_cast<UnaryOperator>(Each);
             Operator && Operator->getOpcode() == UO_AddrOf)
      Found.push_back(Operator->getSubExpr());
  }
  return Found;
}

/// Collects the changes of a unit, and who calls whom.
class ChangeFinder : public InstanceVisitor<ChangeFinder> {
public:
  using Changed = function_ref<void(const ValueDecl *, StateChange)>;
  using Called =
      function_ref<void(const FunctionDecl *Callee, const FunctionDecl *Caller, bool IsNew)>;
  using Bound = function_ref<void(const FieldDecl *, const ValueDecl *)>;
  ChangeFinder(const SharedStates &States, Changed OnChange, Called OnCall, Bound OnBind)
      : States(States), OnChange(OnChange), OnCall(OnCall), OnBind(OnBind) {}

  bool TraverseDecl(Decl *Each) {
    const auto *Function = dyn_cast_or_null<FunctionDecl>(Each);
    const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
    // A lambda belongs to the function that makes it.
    if (!Function || (Method && Method->getParent()->isLambda() && Current))
      return InstanceVisitor::TraverseDecl(Each);
    const FunctionDecl *Outer = std::exchange(Current, Function);
    bool Result = InstanceVisitor::TraverseDecl(Each);
    Current = Outer;
    return Result;
  }

  // What a constructor makes for later is not done while it runs.
  bool TraverseLambdaExpr(LambdaExpr *Lambda) {
    const FunctionDecl *Outer = Current;
    if (Current && isSpecial(Current))
      Current = Lambda->getCallOperator();
    bool Result = InstanceVisitor::TraverseLambdaExpr(Lambda);
    Current = Outer;
    return Result;
  }

  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    if (!Made)
      return true;
    if (Current)
      OnCall(Made.Callee, Current, Made.Object && isNew(Made.Object));
    bindBy(constructorCalled(Made), Made.Arguments);
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee); Method && Made.Object) {
      if (Method->getOverloadedOperator() == OO_Equal)
        changeByIndex(Made.Object, Expression);
      if (std::optional<ChangeKind> Kind = changeOf(Method))
        for (const Expr *Object : pointees(Made.Object))
          change(Object, *Kind, Expression,
                 *Kind == ChangeKind::Replaces ? contentAfter(Made) : StateChange::Unknown);
      return true;
    }
    const IdentifierInfo *Name = Made.Callee->getIdentifier();
    if (!Name || Made.Arguments.empty())
      return true;
    if (Name->isStr("swap"))
      for (const Expr *Argument : Made.Arguments)
        change(Argument, ChangeKind::Replaces, Expression);
    else if (Name->isStr("exchange") && Made.Arguments.size() == 2)
      change(Made.Arguments[0], ChangeKind::Replaces, Expression,
             contentOf(Made.Arguments[1], Made.Arguments[0]->getType()));
    else if (Name->isStr("erase") || Name->isStr("erase_if"))
      change(Made.Arguments[0], ChangeKind::Removes, Expression);
    else if (Expression->isXValue() && ignoreIdentity(Expression) != Expression)
      change(Made.Arguments[0], ChangeKind::Replaces, Expression);
    return true;
  }
  // auto *Waiting = &Members;
  bool VisitVarDecl(VarDecl *Variable) {
    const Expr *Value = Variable->getInit() ? Variable->getInit()->IgnoreParenImpCasts() : nullptr;
    if (const auto *Operator = dyn_cast_or_null<UnaryOperator>(Value);
        Operator && Operator->getOpcode() == UO_AddrOf && Variable->hasLocalStorage())
      Addresses[Variable] = {Operator->getSubExpr()};
    return true;
  }
  // for (auto *Each : {&Waiting, &Running})
  bool VisitCXXForRangeStmt(CXXForRangeStmt *Loop) {
    if (Loop->getLoopVariable()->getType().getNonReferenceType()->isPointerType())
      Addresses[Loop->getLoopVariable()] = addressedIn(Loop->getRangeInit());
    return true;
  }
  bool VisitBinaryOperator(BinaryOperator *Operator) {
    if (Operator->getOpcode() == BO_Assign) {
      changeByIndex(Operator->getLHS(), Operator);
      Addresses.erase(namedVariable(Operator->getLHS()));
    }
    if (Operator->isAssignmentOp())
      change(Operator->getLHS(), ChangeKind::Replaces, Operator,
             contentOf(Operator->getRHS(), Operator->getLHS()->getType()));
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Operator) {
    if (Operator->isIncrementDecrementOp())
      change(Operator->getSubExpr(), ChangeKind::Replaces, Operator);
    return true;
  }

  bool VisitCXXConstructExpr(CXXConstructExpr *Made) {
    bindBy(Made->getConstructor(), ArrayRef(Made->getArgs(), Made->getNumArgs()));
    return true;
  }

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    Mentioned.insert(Reference->getDecl());
    return true;
  }

private:
  /// Whether \p Object, of a call, was made by its function, which has done nothing with it yet:
  /// nobody else has it.
  bool isNew(const Expr *Object) const {
    const VarDecl *Made = madeHere(Object);
    return Made && !Mentioned.contains(Made);
  }

  /// Tells of the reference members that \p Constructor (null: nobody), given \p Arguments, binds to
  /// one of these.
  void bindBy(const CXXConstructorDecl *Constructor, ArrayRef<const Expr *> Arguments) {
    const auto *Definition = cast_or_null<CXXConstructorDecl>(visibleDefinition(Constructor));
    if (!Definition || Definition->isDependentContext())
      return;
    for (const CXXCtorInitializer *Each : Definition->inits()) {
      const FieldDecl *Field = Each->getMember();
      const auto *Given =
          Field && Field->getType()->isReferenceType()
              ? dyn_cast<DeclRefExpr>(Each->getInit()->IgnoreParenImpCasts())
              : nullptr;
      const auto *Parameter = Given ? dyn_cast<ParmVarDecl>(Given->getDecl()) : nullptr;
      if (Parameter && Parameter->getFunctionScopeIndex() < Arguments.size())
        OnBind(Field, States.of(Arguments[Parameter->getFunctionScopeIndex()]));
    }
  }

  /// What \p Object, of a member call, leads to: where it is a local pointer to what is named,
  /// that.
  SmallVector<const Expr *, 2> pointees(const Expr *Object) const {
    const ValueDecl *Pointer = Object->getType()->isPointerType() ? namedVariable(Object) : nullptr;
    SmallVector<const Expr *, 2> Found = Addresses.lookup(Pointer);
    return Found.empty() ? SmallVector<const Expr *, 2>{Object} : Found;
  }

  /// `map[key] = …`, with \p Left assigned to, adds an element.
  void changeByIndex(const Expr *Left, const Expr *At) {
    Call Index = asCall(Left);
    const auto *Method = Index ? dyn_cast<CXXMethodDecl>(Index.Callee) : nullptr;
    if (Method && Method->getOverloadedOperator() == OO_Subscript && !Method->isConst() &&
        Method->getParent()->isInStdNamespace() && hasMember(Method->getParent(), "mapped_type"))
      change(Index.Object, ChangeKind::Grows, At);
  }

  /// What is in an object of type \p Of that is given \p Value.
  static StateChange::Content contentOf(const Expr *Value, QualType Of) {
    return isEmptyValue(Value, Of) ? StateChange::Empty : StateChange::Filled;
  }

  /// What \p Made, a member function that replaces what its object holds, leaves there.
  static StateChange::Content contentAfter(const Call &Made) {
    if (Made.Arguments.empty())
      return StateChange::Empty;
    const IdentifierInfo *Name = Made.Callee->getIdentifier();
    return Name && Name->isStr("swap") ? StateChange::Unknown
                                       : contentOf(Made.Arguments[0], Made.Object->getType());
  }

  void change(const Expr *Object, ChangeKind Kind, const Expr *At,
              StateChange::Content Leaves = StateChange::Unknown) {
    if (!Current || isSpecial(Current) || Current->isDependentContext() ||
        (isOfThis(Object) && isOfExpiring(Current)))
      return;
    if (const ValueDecl *State = States.of(Object))
      OnChange(State, {Kind, At, canonical(Current), Leaves, isOfThis(Object)});
  }

  /// Whether all that \p Function does is to give a part of its object by reference to whoever
  /// gives that up: `Entries &&entries() &&`.
  static bool isOfExpiring(const FunctionDecl *Function) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Function);
    return Method && Method->getRefQualifier() == RQ_RValue &&
           Method->getReturnType()->isRValueReferenceType();
  }
  static bool isOfThis(const Expr *Object) {
    const auto *Member = dyn_cast<MemberExpr>(Object->IgnoreParenImpCasts());
    const auto *Field = Member ? dyn_cast<FieldDecl>(Member->getMemberDecl()) : nullptr;
    return Field && !Field->getType()->isReferenceType() &&
           (isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()) ||
            (!Member->isArrow() && isOfThis(Member->getBase())));
  }

  const SharedStates &States;
  Changed OnChange;
  Called OnCall;
  Bound OnBind;
  DenseMap<const ValueDecl *, SmallVector<const Expr *, 2>> Addresses; ///< What pointers lead to.
  DenseSet<const ValueDecl *> Mentioned;                               ///< So far.
  const FunctionDecl *Current = nullptr;
};

} // namespace

StateChanges::StateChanges(CoroutineTypes &Types)
    : Context(Types.context()), Uses(Context), Published(Context), Runs(Uses, Types) {
  auto OnChange = [this](const ValueDecl *State, StateChange Change) {
    Changes[State].push_back(Change);
  };
  auto OnCall = [this](const FunctionDecl *Callee, const FunctionDecl *Caller, bool IsNew) {
    Callers[canonical(Callee)].insert(canonical(Caller));
    auto [Known, IsFirst] = OnlyOnNew.try_emplace(canonical(Callee), IsNew);
    Known->second &= IsNew;
  };
  MapVector<const FieldDecl *, const ValueDecl *> Referents;
  auto OnBind = [&](const FieldDecl *Field, const ValueDecl *State) {
    auto [Known, IsNew] = Referents.insert({Field, State});
    if (!IsNew && Known->second != State)
      Known->second = nullptr; // Now this, now that.
  };
  ChangeFinder Finder(States, OnChange, OnCall, OnBind);
  forEachOwnDeclaration(Context, [&](Decl *Each) { Finder.TraverseDecl(Each); });
  for (const auto &[Field, State] : Referents)
    if (State)
      join(Field, State);
}

void StateChanges::join(const ValueDecl *Reference, const ValueDecl *Referent) {
  auto All = Changes.lookup(Referent);
  append_range(All, Changes.lookup(Reference));
  sort(All, [&](const StateChange &One, const StateChange &Other) {
    return Context.getSourceManager().isBeforeInTranslationUnit(One.At->getBeginLoc(),
                                                                Other.At->getBeginLoc());
  });
  Changes[Reference] = All;
  Changes[Referent] = std::move(All);
}

ArrayRef<StateChange> StateChanges::of(const ValueDecl *State) const {
  auto Found = Changes.find(State);
  return Found == Changes.end() ? ArrayRef<StateChange>() : Found->second;
}

const SmallPtrSetImpl<const FunctionDecl *> &
StateChanges::callersOf(const FunctionDecl *Function) const {
  auto Found = Callers.find(canonical(Function));
  return Found == Callers.end() ? None : Found->second;
}

bool StateChanges::isPartOf(const FunctionDecl *Part, const FunctionDecl *Function) const {
  Functions Pending, Seen;
  Pending.insert(Part);
  // Every way to it comes from Function, or from where nobody else has the object.
  while (!Pending.empty()) {
    const FunctionDecl *Each = *Pending.begin();
    Pending.erase(Each);
    if (isSameWritten(Each, Function) || isSpecial(Each) || !Seen.insert(Each).second)
      continue;
    if (OnlyOnNew.lookup(canonical(Each)))
      continue;
    const auto &From = callersOf(Each);
    if (From.empty() || Seen.size() > 8)
      return false;
    Pending.insert(From.begin(), From.end());
  }
  return true;
}

/// Whether \p Function is seen to call \p Callable, which it was given, in a loop, and does not
/// wait there for what that starts: no call is awaited, returned or kept in a variable.
static bool callsRepeatedly(const FunctionDecl *Function, const ParmVarDecl *Callable,
                            ASTContext &Context) {
  struct Finder : CallVisitor<Finder> {
    const ParmVarDecl *Callable = nullptr;
    ASTContext *Context = nullptr;
    bool Found = false;
    bool visitCall(const Call &Made) {
      if (calledParameter(Made) != Callable)
        return true;
      const Stmt *Outer = Made.Expression;
      while (isa_and_nonnull<Expr>(Outer) && !isa<CoawaitExpr>(Outer))
        Outer = parentOf(Outer, *Context);
      Found |= !isa_and_nonnull<CoawaitExpr, DeclStmt, ReturnStmt>(Outer) &&
               loopAround(Made.Expression, *Context);
      return !Found;
    }
  } Search;
  Search.Callable = Callable;
  Search.Context = &Context;
  Search.visitBodyOf(Function);
  return Search.Found;
}

bool StateChanges::isCalledRepeatedly(const FunctionDecl *Function) const {
  auto [Known, IsNew] = CalledRepeatedly.try_emplace(canonical(Function), false);
  if (!IsNew)
    return Known->second;
  const Stmt *Argument = lambdaOf(Function, Context);
  for (const Stmt *Outer = Argument; isa_and_nonnull<Expr>(Outer) && !Known->second;
       Argument = std::exchange(Outer, parentOf(Outer, Context))) {
    Call Made = asCallItself(cast<Expr>(Outer));
    const FunctionDecl *Definition = visibleDefinition(Made.Callee);
    const auto *Given = find(Made.Arguments, Argument);
    const unsigned Index = Given - Made.Arguments.begin();
    Known->second = Definition && Given != Made.Arguments.end() &&
                    Index < Definition->getNumParams() &&
                    callsRepeatedly(Definition, Definition->getParamDecl(Index), Context);
  }
  return Known->second;
}

/// The function that makes the lambda \p Function, gives it to a call, and to no other in the same
/// expression, and awaits that: none else calls it. Null for other functions.
static const FunctionDecl *awaiterOfLambda(const FunctionDecl *Function, ASTContext &Context) {
  const LambdaExpr *Lambda = lambdaOf(Function, Context);
  if (!Lambda)
    return nullptr;
  DynTypedNode Last = DynTypedNode::create(*Lambda);
  for (DynTypedNodeList Parents = Context.getParents(*Lambda); !Parents.empty();
       Parents = Context.getParents(Last)) {
    Last = Parents[0];
    if (const auto *Await = Last.get<CoawaitExpr>())
      return enclosingFunction(Await, Context);
    const auto *Around = Last.get<Expr>();
    Call Made = Around ? asCallItself(Around) : Call();
    if (!Around || isa<LambdaExpr>(Around) ||
        count_if(Made.Arguments, [](const Expr *Each) { return calledBy(Each); }) > 1)
      return nullptr;
  }
  return nullptr;
}

const StateChanges::Functions &StateChanges::awaitersOf(const FunctionDecl *Function) const {
  auto [Known, IsNew] = Awaiters.try_emplace(canonical(Function));
  Functions &Found = Known->second;
  if (!IsNew)
    return Found;
  SmallVector<const FunctionDecl *, 8> Pending{canonical(Function)};
  while (!Pending.empty() && Found.size() < 32) {
    const FunctionDecl *Each = Pending.pop_back_val();
    if (!Found.insert(Each).second)
      continue;
    // What gives no object, and so no task, is done when its call is.
    bool IsDone = !Each->getReturnType()->isRecordType() && !Each->getReturnType()->isDependentType();
    SmallVector<FunctionUse, 4> All = Uses.withOverridden(Each);
    if (!all_of(All,
                [&](const FunctionUse &Use) { return Use.isAwaited() || (IsDone && Use.Call); }))
      continue;
    if (const FunctionDecl *Awaiter =
            isCalledRepeatedly(Each) ? nullptr : awaiterOfLambda(Each, Context))
      Pending.push_back(canonical(Awaiter));
    for (const FunctionUse &Use : All)
      if (const FunctionDecl *Caller = enclosingFunction(Use.Call, Context))
        Pending.push_back(canonical(Caller));
  }
  return Found;
}

bool StateChanges::mayRunTwice(const FunctionDecl *Function) const {
  if (isCalledRepeatedly(Function))
    return true;
  unsigned Starts = 0;
  for (const FunctionUse &Use : Uses.withOverridden(Function))
    if (Use.Call && !Use.isAwaited())
      Starts += loopAround(Use.Call, Context) ? 2 : 1;
  return Starts > 1;
}

bool StateChanges::runInTurn(const FunctionDecl *First, const FunctionDecl *Second) const {
  Functions OfFirst = awaitersOf(First);
  const Functions &OfSecond = awaitersOf(Second);
  return any_of(OfFirst, [&](const FunctionDecl *Each) {
    return OfSecond.contains(Each) && !mayRunTwice(Each);
  });
}

/// Whether \p At stands in a lambda that a local variable is made with whose destructor alone can
/// call it: no callable, and not mentioned any more.
static bool isDeferred(const Stmt *At, const FunctionDecl *In, ASTContext &Context) {
  const LambdaExpr *Lambda = nullptr;
  for (DynTypedNodeList Parents = Context.getParents(*At); !Parents.empty();
       Parents = Context.getParents(Parents[0])) {
    if (const auto *Variable = Parents[0].get<VarDecl>(); Variable && Lambda)
      return ignoreWrapping(Variable->getInit()) != Lambda && Variable->isLocalVarDecl() &&
             Variable->needsDestruction(Context) &&
             !wrappedSignature(Variable->getType()->getAsCXXRecordDecl()) &&
             !mentions(In->getBody(), Variable);
    if (!Lambda)
      Lambda = Parents[0].get<LambdaExpr>();
    else if (!Parents[0].get<Expr>())
      return false;
  }
  return false;
}

ArrayRef<const CoawaitExpr *> StateChanges::closingsIn(const FunctionDecl *Function) const {
  struct Finder : RecursiveASTVisitor<Finder> {
    SmallVector<const CoawaitExpr *, 1> Found;
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
      // auto closed = gate.close(); … co_await std::move(closed);
      const Expr *Awaited = ignoreIdentity(Await->getOperand());
      if (const auto *Variable = dyn_cast_or_null<VarDecl>(namedVariable(Awaited));
          Variable && Variable->isLocalVarDecl() && Variable->getInit())
        Awaited = Variable->getInit();
      Call Made = asCall(Awaited);
      const auto *Object =
          Made.Object ? dyn_cast_or_null<VarDecl>(namedVariable(Made.Object)) : nullptr;
      const bool IsOwn = Object && Object->hasLocalStorage() &&
                         !Object->getType()->isReferenceType() &&
                         !isOwningPointer(Object->getType()->getAsCXXRecordDecl()) &&
                         !Object->getType()->isPointerType();
      if (Made && Made.Object && !IsOwn && Made.Callee->getIdentifier() &&
          (isClosingName(Made.Callee->getName()) || isStoppingName(Made.Callee->getName())))
        Found.push_back(Await);
      return true;
    }
  };
  auto [Known, IsNew] = Closings.try_emplace(canonical(Function));
  if (IsNew && Function->getBody()) {
    Finder Search;
    Search.TraverseStmt(Function->getBody());
    Known->second = std::move(Search.Found);
  }
  return Known->second;
}

bool StateChanges::isClosedBefore(const FunctionDecl *Function, const Stmt *At) const {
  return any_of(closingsIn(Function),
                [&](const CoawaitExpr *Await) { return precedes(Await, At, Context); });
}

bool StateChanges::waitsForOthersBefore(const StateChange &Change) const {
  const FunctionDecl *Definition = visibleDefinition(Change.In);
  return Definition &&
         (isDeferred(Change.At, Definition, Context)
              ? any_of(closingsIn(Definition),
                       [&](const CoawaitExpr *Await) { return isUnconditional(Await, Context); })
              : isClosedBefore(Definition, Change.At));
}

bool StateChanges::isCalledWhenClosed(const FunctionDecl *Function) const {
  auto [Answer, IsNew] = CalledWhenClosed.try_emplace(canonical(Function), false);
  if (!IsNew)
    return Answer->second;
  SmallVector<FunctionUse, 4> All = Uses.withOverridden(Function);
  const bool Result = !All.empty() && all_of(All, [&](const FunctionUse &Use) {
    const FunctionDecl *Caller = Use.Call ? enclosingFunction(Use.Call, Context) : nullptr;
    return Caller && (isClosedBefore(Caller, Use.Call) || isCalledWhenClosed(Caller));
  });
  return CalledWhenClosed[canonical(Function)] = Result;
}

/// The class that \p Function, or what makes it, is a member of; null without one.
static const CXXRecordDecl *classOf(const FunctionDecl *Function) {
  const auto *Method = dyn_cast<CXXMethodDecl>(makerOf(Function));
  const CXXRecordDecl *Class = Method ? Method->getParent()->getDefinition() : nullptr;
  return Class && !Class->isDependentContext() ? Class : nullptr;
}

/// Whether \p One and \p Other, functions of classes neither of which is the other's base, have the
/// member \p State each in an object of its own, from a base.
static bool haveTheirOwn(const ValueDecl *State, const FunctionDecl *One,
                         const FunctionDecl *Other) {
  const CXXRecordDecl *Left = classOf(One), *Right = classOf(Other);
  const auto *Base = dyn_cast<CXXRecordDecl>(State->getDeclContext());
  // Those that share a base may both be a part of one object.
  return Left && Right && Base && !declaresSameEntity(Left, Right) && Left->getNumVBases() == 0 &&
         Right->getNumVBases() == 0 && Right->isDerivedFrom(Base) && !Left->isDerivedFrom(Right) &&
         !Right->isDerivedFrom(Left);
}

SmallVector<StateChange, 2> StateChanges::meanwhile(const ValueDecl *State,
                                                    const FunctionDecl *Function) const {
  const FunctionDecl *Coroutine = canonical(makerOf(Function));
  SmallVector<StateChange, 2> Result;
  const auto *Member = dyn_cast<FieldDecl>(State);
  const auto *Class = Member ? dyn_cast<CXXRecordDecl>(Member->getParent()) : nullptr;
  if (Class && Published.contains(Class))
    return Result;
  for (const StateChange &Each : of(State))
    if (!isSameWritten(Each.In, Coroutine) && !callersOf(Coroutine).contains(Each.In) &&
        !callersOf(Function).contains(Each.In) && !isPartOf(Each.In, Coroutine) &&
        !runInTurn(Each.In, Coroutine) && !waitsForOthersBefore(Each) &&
        !isCalledWhenClosed(Each.In) &&
        !(Each.IsOfThis && haveTheirOwn(State, Each.In, Coroutine)) && !isOfEmpty(State, Each))
      Result.push_back(Each);
  SmallVector<StateChange, 2> Unseen;
  for (StateChange Each : std::exchange(Result, {})) {
    const FunctionDecl *Innermost = enclosingFunction(Each.At, Context);
    Each.IsIndependent = (Innermost && Runs.isSeen(Innermost)) ||
                         (Runs.isSeen(Function) && !starts(Each.In, Coroutine));
    (Each.IsIndependent ? Result : Unseen).push_back(Each);
  }
  append_range(Result, Unseen);
  return Result;
}

bool StateChanges::starts(const FunctionDecl *Starter, const FunctionDecl *Function) const {
  SmallSetVector<const FunctionDecl *, 8> Reaching;
  Reaching.insert(canonical(Function));
  for (unsigned Next = 0; Next < Reaching.size(); ++Next) {
    if (Reaching[Next] == canonical(Starter))
      return true;
    const auto &From = callersOf(Reaching[Next]);
    Reaching.insert(From.begin(), From.end());
  }
  return false;
}

bool StateChanges::isOfEmpty(const ValueDecl *State, const StateChange &Change) const {
  auto [Known, IsNew] = OfEmpty.try_emplace({State, Change.At}, false);
  if (IsNew)
    Known->second = isEmptyAt(Change.At, State, States, Context);
  return Known->second;
}

bool StateChanges::isUnannounced(const StateChange &Change) const {
  // It may have a lambda run somewhere for that.
  struct Finder : CallVisitor<Finder, RecursiveASTVisitor> {
    const SourceManager *Sources = nullptr;
    SourceLocation Before;
    bool Found = false;
    bool visitCall(const Call &Made) {
      const IdentifierInfo *Name = Made.Callee->getIdentifier();
      Found |= Name &&
               (isClosingName(Name->getName()) || isStoppingName(Name->getName()) ||
                isCancellingName(Name->getName())) &&
               isEarly(Made.Expression);
      return !Found;
    }
    bool VisitCoroutineSuspendExpr(CoroutineSuspendExpr *Await) {
      Found |= isEarly(Await);
      return !Found;
    }
    bool isEarly(const Expr *Each) const {
      return Sources->isBeforeInTranslationUnit(Each->getBeginLoc(), Before);
    }
  } Search;
  const FunctionDecl *Definition = visibleDefinition(Change.In);
  if (!Definition)
    return false;
  Search.Sources = &Context.getSourceManager();
  Search.Before = Change.At->getBeginLoc();
  Search.TraverseStmt(Definition->getBody());
  return !Search.Found;
}

bool StateChanges::emptiesUnannounced(const ValueDecl *State, const StateChange &Change) const {
  return Change.Leaves == StateChange::Empty &&
         none_of(of(State),
                 [&](const StateChange &Each) {
                   return Each.In == Change.In && Each.Leaves != StateChange::Empty;
                 }) &&
         isUnannounced(Change);
}

bool StateChanges::changes(const FunctionDecl *In, const ValueDecl *State) const {
  return any_of(of(State), [&](const StateChange &Each) { return Each.In == canonical(In); });
}

} // namespace corolint

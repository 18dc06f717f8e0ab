// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/StaleReferences.h"
#include "checks/flow/AsyncLocks.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/KeptReferences.h"
#include "checks/flow/Spans.h"
#include "checks/flow/StateQuestions.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/AST/ParentMapContext.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The variable that holds what \p Named is a part of.
const VarDecl *holderOf(const ValueDecl *Named) {
  if (const auto *Part = dyn_cast<BindingDecl>(Named))
    return dyn_cast_or_null<VarDecl>(Part->getDecomposedDecl());
  return dyn_cast<VarDecl>(Named);
}

const Stmt *parentStmt(const Stmt *Child, ASTContext &Context) {
  for (const DynTypedNode &Parent : Context.getParents(*Child))
    if (const auto *Outer = Parent.get<Stmt>())
      return Outer;
  return nullptr;
}

StringRef nameOf(const FunctionDecl *Function) {
  return Function->getIdentifier() ? Function->getName() : "";
}

/// Whether \p Reference only says whether a pointer is null.
bool asksForNull(const Expr *Reference, ASTContext &Context) {
  for (const Stmt *Parent = parentStmt(Reference, Context); Parent;
       Parent = parentStmt(Parent, Context)) {
    const auto *Cast = dyn_cast<CastExpr>(Parent);
    if (Cast && Cast->getCastKind() == CK_PointerToBoolean)
      return true;
    if (const auto *Operator = dyn_cast<BinaryOperator>(Parent))
      return Operator->isEqualityOp() &&
             (Operator->getRHS()->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNull) ||
              Operator->getLHS()->isNullPointerConstant(Context, Expr::NPC_ValueDependentIsNull));
    if (!Cast && !isa<ParenExpr>(Parent))
      return false;
  }
  return false;
}

/// Whether \p Mention, of a container or what gives it out, only asks for one of its ends, as a loop
/// does.
bool asksForEnd(const Expr *Mention, ASTContext &Context) {
  const Stmt *Parent = parentStmt(Mention, Context);
  while (isa_and_nonnull<ImplicitCastExpr, ParenExpr, CXXMemberCallExpr>(Parent))
    Parent = parentStmt(Parent, Context);
  const auto *Member = dyn_cast_or_null<MemberExpr>(Parent);
  return Member && Member->getMemberDecl()->getIdentifier() &&
         is_contained({"begin", "end", "cbegin", "cend", "rbegin", "rend", "size"},
                      Member->getMemberDecl()->getName());
}

/// Whether \p Value awaits something, and may be suspended meanwhile.
bool maySuspend(const Expr *Value) {
  struct Finder : FunctionBodyVisitor<Finder> {
    bool Found = false;
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
      Found |= !neverSuspends(Await);
      return !Found;
    }
  } Search;
  Search.TraverseStmt(const_cast<Expr *>(Value));
  return Search.Found;
}

/// What \p Argument names, a part of it, or what it points at: `found`, `found->second`, `*found`.
/// Null for anything else.
const DeclRefExpr *namedThrough(const Expr *Argument) {
  for (;;) {
    Argument = ignoreWrapping(Argument)->IgnoreParenImpCasts();
    if (const auto *Reference = dyn_cast<DeclRefExpr>(Argument))
      return Reference;
    const auto *Operator = dyn_cast<CXXOperatorCallExpr>(Argument);
    const auto *Deref = dyn_cast<UnaryOperator>(Argument);
    if (const auto *Member = dyn_cast<MemberExpr>(Argument))
      Argument = Member->getBase();
    else if (Deref && Deref->getOpcode() == UO_Deref)
      Argument = Deref->getSubExpr();
    else if (Operator && Operator->getNumArgs() == 1 &&
             is_contained({OO_Star, OO_Arrow}, Operator->getOperator()))
      Argument = Operator->getArg(0);
    else
      return nullptr;
  }
}

/// The assignment to a variable that \p Evaluated is: what is assigned, and to what.
std::pair<const DeclRefExpr *, const Expr *> assignmentIn(const Stmt *Evaluated) {
  const Expr *Left = nullptr, *Right = nullptr;
  if (const auto *Operator = dyn_cast<BinaryOperator>(Evaluated)) {
    if (Operator->getOpcode() == BO_Assign) {
      Left = Operator->getLHS();
      Right = Operator->getRHS();
    }
  } else if (const auto *Call = dyn_cast<CXXOperatorCallExpr>(Evaluated)) {
    if (Call->getOperator() == OO_Equal && Call->getNumArgs() == 2) {
      Left = Call->getArg(0);
      Right = Call->getArg(1);
    }
  }
  const auto *Named = Left ? dyn_cast<DeclRefExpr>(Left->IgnoreParenImpCasts()) : nullptr;
  return {Named, Right};
}

/// Whether the function of \p Change always makes it: under no condition, with no return before.
bool isAlwaysMade(const StateChange &Change, ASTContext &Context) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const SourceManager *Sources = nullptr;
    SourceLocation Before;
    bool Found = false;
    bool isEarly(SourceLocation Return) {
      Found |= Sources->isBeforeInTranslationUnit(Return, Before);
      return !Found;
    }
    bool VisitReturnStmt(ReturnStmt *Return) { return isEarly(Return->getBeginLoc()); }
    bool VisitCoreturnStmt(CoreturnStmt *Return) {
      return Return->isImplicit() || isEarly(Return->getKeywordLoc());
    }
  } Search;
  const FunctionDecl *Definition = visibleDefinition(Change.In);
  if (!Definition || !isUnconditional(Change.At, Context))
    return false;
  Search.Sources = &Context.getSourceManager();
  Search.Before = Change.At->getBeginLoc();
  Search.visitBodyOf(Definition);
  return !Search.Found;
}

/// Whether \p Await is of \p Function, called on the coroutine's own object.
bool awaits(const CoroutineSuspendExpr *Await, const FunctionDecl *Function) {
  Call Made = asCall(Await->getOperand());
  return Made && Made.Object && isa<CXXThisExpr>(Made.Object->IgnoreParenImpCasts()) &&
         Made.Callee->getCanonicalDecl() == Function->getCanonicalDecl();
}

/// Whether no change of what is in a container of \p Type moves its end.
bool keepsItsEnd(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return any_of(ArrayRef<StringRef>{"map", "multimap", "set", "multiset", "list"},
                [&](StringRef Name) { return isStd(Class, Name); });
}

/// Whether \p Statement is only evaluated where the iterator \p Variable is the end of its
/// container, as it was taken at \p Taken: a condition around it has asked that.
bool isWhereEnd(const Stmt *Statement, const VarDecl *Variable, const Stmt *Taken,
                ASTContext &Context) {
  const SourceManager &Sources = Context.getSourceManager();
  auto IsEnd = [](const Expr *Value) {
    Call Made = asCall(Value);
    return Made && Made.Callee->getIdentifier() &&
           is_contained({"end", "cend"}, Made.Callee->getName());
  };
  for (const Stmt *Child = Statement; const Stmt *Parent = parentOf(Child, Context);
       Child = Parent) {
    const auto *If = dyn_cast<IfStmt>(Parent);
    const auto *Equals = If && If->getThen() == Child && If->getCond()
                             ? dyn_cast<CXXOperatorCallExpr>(If->getCond()->IgnoreParenImpCasts())
                             : nullptr;
    if (Equals && Equals->getOperator() == OO_EqualEqual && Taken &&
        Sources.isBeforeInTranslationUnit(Taken->getBeginLoc(), If->getBeginLoc()))
      for (unsigned Side : {0, 1})
        if (namedVariable(Equals->getArg(Side)) == Variable && IsEnd(Equals->getArg(1 - Side)))
          return true;
  }
  return false;
}

/// Follows the references of one function.
class ReferencePaths {
public:
  ReferencePaths(const FunctionDecl *Function, const StateChanges &Changes, CoroutineTypes &Types)
      : Function(Function), Changes(Changes), Context(Types.context()) {}

  std::vector<StaleReference> find(const CFG &Graph) {
    for (const CFGBlock *Block : Graph)
      for (const CFGElement &Element : *Block)
        if (auto Statement = Element.getAs<CFGStmt>())
          read(Statement->getStmt());
    if (Taken.empty() && ByCallee.empty())
      return {};
    std::vector<StaleReference> Result;
    DenseSet<const ValueDecl *> Told;
    auto Steps = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
      if (auto Statement = Element.getAs<CFGStmt>())
        stepsOf(Statement->getStmt(), Steps);
    };
    for (const Span &Each : spans(Graph, Context, Steps)) {
      if (Each.Crossed.empty())
        continue;
      const auto *Variable = static_cast<const VarDecl *>(Each.Thing);
      const StaleReference *Known = endedIn(Each, Variable);
      bool IsEnd = Known && keepsItsEnd(Known->Owner.Type) &&
                   all_of(Each.Crossed, [&](const CoroutineSuspendExpr *Await) {
                     return isWhereEnd(Await, Variable, Each.Begin, Context);
                   });
      if (!Known || IsEnd || takesOutOwn(Each, *Known) || !Told.insert(Known->Owner.State).second)
        continue;
      StaleReference New = *Known;
      New.Use = cast<Expr>(Each.Use);
      append_range(New.Crossed, Each.Crossed);
      Result.push_back(std::move(New));
    }
    return Result;
  }

private:
  /// What may end \p Variable, taken where \p Where begins, at the suspension points that it
  /// crosses; null if nothing does.
  const StaleReference *endedIn(const Span &Where, const VarDecl *Variable) const {
    auto Own = ByCallee.find({Variable, Where.Begin});
    if (Own != ByCallee.end())
      for (const StaleReference &Each : Own->second)
        if (any_of(Where.Crossed, [&](const CoroutineSuspendExpr *Await) {
              return awaits(Await, Each.Change.In);
            }))
          return &Each;
    auto Known = Taken.find({Variable, Where.Begin});
    return Known == Taken.end() ? nullptr : &Known->second;
  }

  /// Whether \p Where ends with taking the element out of its container because the wait has
  /// failed, and \p Known takes out one at a time: whoever does that completes the wait, and where
  /// that has failed the element is still there.
  bool takesOutOwn(const Span &Where, const StaleReference &Known) const {
    auto Removal = [&](const Expr *Made) {
      Call Removing = Made ? asCall(Made) : Call();
      const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Removing.Callee);
      return Method && changeOf(Method) == ChangeKind::Removes &&
             namedVariable(Removing.Object) == Known.Owner.State &&
             is_contained({"erase", "extract", "pop_front", "pop_back", "pop"}, nameOf(Method));
    };
    const Stmt *Use = parentStmt(Where.Use, Context);
    while (isa_and_nonnull<ImplicitCastExpr, CXXConstructExpr, MaterializeTemporaryExpr>(Use))
      Use = parentStmt(Use, Context);
    return Removal(dyn_cast_or_null<Expr>(Use)) && Removal(Known.Change.At) &&
           all_of(Where.Crossed, [&](const CoroutineSuspendExpr *Await) {
             return isInHandlerOf(Where.Use, Await, Context);
           });
  }

  bool isTaken(const VarDecl *Variable, const Stmt *At) const {
    return Taken.count({Variable, At}) || ByCallee.count({Variable, At});
  }

  /// Notes changes that a member function makes which the coroutine calls.
  void takeByCallee(const StaleReference &New, const SharedOrigin &Origin) {
    if (Origin.IsOfParameter)
      return;
    for (const StateChange &Change : Changes.of(New.Owner.State)) {
      // What is removed may be another element.
      if (Change.Kind != ChangeKind::Replaces || !invalidates(Change, New.Owner, Origin) ||
          !Changes.callersOf(Change.In).contains(Function->getCanonicalDecl()) ||
          !isAlwaysMade(Change, Context))
        continue;
      StaleReference &Own = ByCallee[{New.Variable, New.Taken}].emplace_back(New);
      Own.Change = Change;
      Own.IsByCallee = true;
    }
  }

  void take(const VarDecl *Variable, const Stmt *At, const Expr *Value) {
    if (!Value || !Variable->hasLocalStorage() || Changes.isClosedBefore(Function, At))
      return;
    SharedOrigin Origin = sharedOrigin(Value, Function, Changes.states());
    for (const SharedOwner &Owner : Origin.Owners) {
      StaleReference New;
      New.Variable = Variable;
      New.IsRangeFor = Variable->isImplicit();
      New.IsOfParameter = Origin.IsOfParameter;
      New.Owner = Owner;
      New.Taken = At;
      takeByCallee(New, Origin);
      for (const StateChange &Change : Changes.meanwhile(Owner.State, Function)) {
        if (!invalidates(Change, Owner, Origin))
          continue;
        StaleReference &Known = Taken[{Variable, At}];
        auto GravityOf = [](const StateChange &Of) {
          return (Of.IsIndependent ? 3 : 0) + (Of.Kind == ChangeKind::Grows       ? 0
                                               : Of.Leaves == StateChange::Filled ? 1
                                                                                  : 2);
        };
        bool IsGraver = GravityOf(Change) > GravityOf(Known.Change);
        if (Known.Variable && !IsGraver)
          continue;
        Known = New;
        Known.Change = Change;
      }
    }
    if (!isTaken(Variable, At))
      return;
    Holders.insert(Variable);
    // Who asks what that code changes, too, knows of it.
    for (const SharedOwner &Owner : Origin.Owners)
      for (const StateChange &Change : Changes.meanwhile(Owner.State, Function))
        if (invalidates(Change, Owner, Origin))
          Changers[Variable].insert(Change.In);
  }

  void read(const Stmt *Evaluated) {
    if (const auto *Declaration = dyn_cast<DeclStmt>(Evaluated)) {
      for (const Decl *Each : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each))
          if (isReferring(Variable->getType()) || isa<DecompositionDecl>(Variable))
            take(Variable, Declaration, Variable->getInit());
    } else if (auto [Named, Value] = assignmentIn(Evaluated); Named) {
      const auto *Variable = dyn_cast<VarDecl>(Named->getDecl());
      if (Variable && isReferring(Variable->getType()) && !Variable->getType()->isReferenceType()) {
        Assigned.insert(Named);
        take(Variable, Evaluated, Value);
      }
    }
  }

  void stepsOf(const Stmt *Evaluated, SmallVectorImpl<SpanStep> &Steps) const {
    auto Becomes = [&](const VarDecl *Variable) {
      if (Holders.contains(Variable))
        Steps.push_back({Variable, isTaken(Variable, Evaluated) ? SpanStep::Begins : SpanStep::Ends,
                         Evaluated});
    };
    if (const auto *Declaration = dyn_cast<DeclStmt>(Evaluated)) {
      for (const Decl *Each : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each))
          Becomes(Variable);
    } else if (auto [Named, Value] = assignmentIn(Evaluated); Named && Assigned.contains(Named)) {
      Becomes(cast<VarDecl>(Named->getDecl()));
    } else if (const auto *Reference = dyn_cast<DeclRefExpr>(Evaluated)) {
      const VarDecl *Variable = holderOf(Reference->getDecl());
      if (Variable && Holders.contains(Variable) && !Assigned.contains(Reference) &&
          !isCopiedPart(Reference) && !asksForNull(Reference, Context))
        Steps.push_back({Variable, SpanStep::Uses, Reference});
      else
        asks(Reference, Steps);
    } else if (const auto *Member = dyn_cast<MemberExpr>(Evaluated)) {
      asks(Member, Steps);
    } else if (const auto *Value = dyn_cast<Expr>(Evaluated)) {
      usesInCall(Value, Steps);
    }
  }

  /// Where \p Evaluated is a call that is given references beside what an argument awaits, it uses
  /// them after that, in whatever order they were taken.
  void usesInCall(const Expr *Evaluated, SmallVectorImpl<SpanStep> &Steps) const {
    Call Made = Holders.empty() ? Call() : asCallItself(Evaluated);
    if (!Made || Made.Arguments.size() < 2 || Made.Arguments.size() > Made.Callee->getNumParams() ||
        none_of(Made.Arguments, maySuspend))
      return;
    for (auto [Parameter, Argument] : zip(Made.Callee->parameters(), Made.Arguments)) {
      const DeclRefExpr *Named = Parameter->getType()->isReferenceType() && !isConverted(Argument)
                                     ? namedThrough(Argument)
                                     : nullptr;
      const VarDecl *Variable = Named ? holderOf(Named->getDecl()) : nullptr;
      if (Variable && Holders.contains(Variable) && !isCopiedPart(Named))
        Steps.push_back({Variable, SpanStep::Uses, Named});
    }
  }

  /// Whether \p Reference names the part of a copy that refers to nothing.
  static bool isCopiedPart(const DeclRefExpr *Reference) {
    const auto *Part = dyn_cast<BindingDecl>(Reference->getDecl());
    const VarDecl *Whole = Part ? holderOf(Part) : nullptr;
    return Whole && !Whole->getType()->isReferenceType() && !isReferring(Part->getType());
  }

  /// A condition that asks what the other code changes.
  void asks(const Expr *Mention, SmallVectorImpl<SpanStep> &Steps) const {
    SmallVector<const ValueDecl *, 2> Asked = askedStates(Mention, Changes.states(), Context);
    if (Asked.empty() || asksForEnd(Mention, Context))
      return;
    for (const auto &[Variable, In] : Changers)
      if (tellOfChanges(Asked, In, Changes))
        Steps.push_back({Variable, SpanStep::Ends, Mention});
  }

  const FunctionDecl *Function;
  const StateChanges &Changes;
  ASTContext &Context;
  using Place = std::pair<const VarDecl *, const Stmt *>;
  DenseMap<Place, StaleReference> Taken;
  DenseMap<Place, SmallVector<StaleReference, 1>> ByCallee;
  DenseSet<const VarDecl *> Holders;
  DenseSet<const DeclRefExpr *> Assigned;
  MapVector<const VarDecl *, SmallPtrSet<const FunctionDecl *, 2>> Changers;
};

} // namespace

std::vector<StaleReference> staleReferences(const FunctionDecl *Function,
                                            const StateChanges &Changes, CoroutineTypes &Types) {
  if (!coroutineBody(Function) || runsUnderAsyncLock(Function, Changes, Types))
    return {};
  std::unique_ptr<CFG> Graph = controlFlow(Function, Types.context());
  return Graph ? ReferencePaths(Function, Changes, Types).find(*Graph)
               : std::vector<StaleReference>();
}

std::vector<StaleObject> staleObjects(const FunctionDecl *Function, const StateChanges &Changes,
                                      CoroutineTypes &Types) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const FunctionDecl *Function = nullptr;
    const StateChanges *Changes = nullptr;
    CoroutineTypes *Types = nullptr;
    std::vector<StaleObject> Found;
    bool VisitCoawaitExpr(CoawaitExpr *Await) {
      Call Made = asCall(Await->getOperand());
      const FunctionDecl *Coroutine =
          Made && Made.Object ? visibleDefinition(Made.Callee) : nullptr;
      SharedOrigin Origin = coroutineBody(Coroutine)
                                ? sharedOrigin(Made.Object, Function, Changes->states())
                                : SharedOrigin();
      if (Origin.IsPointee || Origin.IsOfParameter)
        return true;
      for (const SharedOwner &Owner : Origin.Owners)
        if (Owner.As == SharedOwner::Container)
          for (const StateChange &Change : Changes->meanwhile(Owner.State, Function))
            if (Change.Kind != ChangeKind::Grows) {
              if (const Expr *Use = lateUse(Coroutine, /*Wanted=*/nullptr, *Types, /*AtOnce=*/true))
                Found.push_back({Await, Coroutine, Use, Owner, Change});
              return true;
            }
      return true;
    }
  } Search;
  if (!coroutineBody(Function) || runsUnderAsyncLock(Function, Changes, Types))
    return {};
  Search.Function = Function;
  Search.Changes = &Changes;
  Search.Types = &Types;
  Search.visitBodyOf(Function);
  return std::move(Search.Found);
}

namespace {

/// Whether \p Made is what `errno` stands for: the call of the C library that says where it is.
bool isErrno(const Call &Made) {
  const FunctionDecl *Callee = Made.Callee;
  return Callee->isExternC() && Callee->getIdentifier() && Callee->getNumParams() == 0 &&
         is_contained({"__errno_location", "__error", "_errno", "__errno", "___errno"},
                      Callee->getName());
}

/// Whether \p Made may set errno for its caller to look at: a function of the system.
bool setsErrno(const Call &Made) {
  const SourceManager &Sources = Made.Callee->getASTContext().getSourceManager();
  return Made.Callee->isExternC() && !Made.Callee->getReturnType()->isVoidType() &&
         Sources.isInSystemHeader(Made.Callee->getLocation());
}

} // namespace

std::vector<StaleErrno> staleErrnos(const FunctionDecl *Function, CoroutineTypes &Types) {
  std::vector<StaleErrno> Result;
  if (!coroutineBody(Function))
    return Result;
  std::unique_ptr<CFG> Graph = controlFlow(Function, Types.context());
  if (!Graph)
    return Result;
  static const char Errno = 0; // There is one.
  // What belongs to an await is no call of the function's own.
  DenseSet<const Stmt *> Own;
  struct Finder : CallVisitor<Finder> {
    DenseSet<const Stmt *> *Own;
    bool visitCall(const Call &Made) {
      Own->insert(Made.Expression);
      return true;
    }
  } Search;
  Search.Own = &Own;
  Search.visitBodyOf(Function);
  auto Steps = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement || !Own.contains(Statement->getStmt()))
      return;
    Call Made = asCallItself(cast<Expr>(Statement->getStmt()));
    if (!Made)
      return;
    if (isErrno(Made)) {
      const auto *Parent = parentStmt(Made.Expression, Types.context());
      const Stmt *Place = Parent ? parentStmt(Parent, Types.context()) : nullptr;
      while (isa_and_nonnull<ParenExpr>(Place))
        Place = parentStmt(Place, Types.context());
      bool IsRead = isa_and_nonnull<ImplicitCastExpr>(Place);
      Steps.push_back({&Errno, IsRead ? SpanStep::Uses : SpanStep::Ends, Made.Expression});
    } else if (setsErrno(Made)) {
      Steps.push_back({&Errno, SpanStep::Begins, Made.Expression});
    } else if (isa<CallExpr>(Made.Expression) && ignoreIdentity(Made.Expression) == Made.Expression &&
               !Types.of(Made.Expression->getType()).isAwaitable()) {
      Steps.push_back({&Errno, SpanStep::Ends, Made.Expression});
    }
  };
  for (const Span &Each : spans(*Graph, Types.context(), Steps)) {
    if (Each.Crossed.empty())
      continue;
    StaleErrno New;
    New.Set = cast<Expr>(Each.Begin);
    New.Use = cast<Expr>(Each.Use);
    append_range(New.Crossed, Each.Crossed);
    Result.push_back(std::move(New));
  }
  return Result;
}

std::vector<StaleThreadLocal> staleThreadLocals(const FunctionDecl *Function,
                                                CoroutineTypes &Types) {
  std::vector<StaleThreadLocal> Result;
  if (!coroutineBody(Function))
    return Result;
  std::unique_ptr<CFG> Graph = controlFlow(Function, Types.context());
  if (!Graph)
    return Result;
  auto ThreadLocalOf = [](const VarDecl *Variable) -> const VarDecl * {
    if (!Variable->hasLocalStorage() || !Variable->getInit() ||
        !(Variable->getType()->isReferenceType() || Variable->getType()->isPointerType()))
      return nullptr;
    const Expr *Value = ignoreIdentity(Variable->getInit());
    if (const auto *Operator = dyn_cast<UnaryOperator>(Value);
        Operator && Operator->getOpcode() == UO_AddrOf)
      Value = Operator->getSubExpr()->IgnoreParenImpCasts();
    else if (!Variable->getType()->isReferenceType())
      return nullptr;
    const auto *Named = dyn_cast_or_null<VarDecl>(namedVariable(Value));
    return Named && Named->getTLSKind() != VarDecl::TLS_None ? Named : nullptr;
  };
  auto Steps = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    if (const auto *Declaration = dyn_cast<DeclStmt>(Statement->getStmt())) {
      for (const Decl *Each : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each); Variable && ThreadLocalOf(Variable))
          Steps.push_back({Variable, SpanStep::Begins, Declaration});
    } else if (const auto *Reference = dyn_cast<DeclRefExpr>(Statement->getStmt())) {
      if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl()))
        Steps.push_back({Variable, SpanStep::Uses, Reference});
    }
  };
  DenseSet<const void *> Told;
  for (const Span &Each : spans(*Graph, Types.context(), Steps)) {
    if (Each.Crossed.empty() || !Told.insert(Each.Thing).second)
      continue;
    StaleThreadLocal New;
    New.Variable = static_cast<const VarDecl *>(Each.Thing);
    New.ThreadLocal = ThreadLocalOf(New.Variable);
    New.Taken = Each.Begin;
    New.Use = cast<Expr>(Each.Use);
    append_range(New.Crossed, Each.Crossed);
    Result.push_back(std::move(New));
  }
  return Result;
}

} // namespace corolint

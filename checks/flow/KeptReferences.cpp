// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/KeptReferences.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/SelfOwners.h"
#include "checks/flow/Spans.h"
#include "checks/flow/Suspensions.h"
#include "checks/knowledge/Callables.h"
#include "checks/knowledge/StandardOwners.h"
#include "checks/knowledge/TemplateArguments.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

using Steps = KeptSteps;

std::string quoted(StringRef Name) { return ("'" + Name + "'").str(); }

/// Whether the operator co_await by which \p Await has its awaiter is seen to only read its object.
bool isMadeByReading(const CoawaitExpr *Await) {
  Call Made = asCall(Await->getCommonExpr());
  const FunctionDecl *Body = nullptr; // Also in a system header.
  if (Made && Made.Callee->getOverloadedOperator() == OO_Coawait)
    Made.Callee->hasBody(Body);
  struct Finder : CallVisitor<Finder> {
    bool Changes = false;
    bool visitCall(const Call &Inner) {
      const auto *Plain = dyn_cast<CallExpr>(Inner.Expression);
      const auto *Method = dyn_cast<CXXMethodDecl>(Inner.Callee);
      Changes |= Plain && !(Method && Method->isConst());
      return !Changes;
    }
    bool VisitBinaryOperator(BinaryOperator *Operator) {
      Changes |= Operator->isAssignmentOp();
      return !Changes;
    }
  } Search;
  if (Body)
    Search.visitBodyOf(Body);
  return Body && !Search.Changes;
}

/// The variable whose value \p Await is in use of until it is resumed: it is its own awaiter, or
/// work that its destructor ends, which the awaiter does not take over. Null for others.
const Expr *awaitedInPlace(const CoawaitExpr *Await, CoroutineTypes &Types) {
  const auto *Named = dyn_cast<DeclRefExpr>(ignoreIdentity(Await->getOperand()));
  const CXXRecordDecl *Class =
      Named ? Named->getType().getNonReferenceType()->getAsCXXRecordDecl() : nullptr;
  const CXXRecordDecl *Awaiter = Await->getCommonExpr()->getType()->getAsCXXRecordDecl();
  if (!Class || !Awaiter || !Class->hasDefinition() || !Awaiter->hasDefinition())
    return nullptr;
  if (Class->getCanonicalDecl() == Awaiter->getCanonicalDecl())
    return Class->isEmpty() ? nullptr : Named;
  CoroutineType Type = Types.of(Class);
  bool OwnsWork = Type.Kind == TypeKind::Task &&
                  (Type.Dropped == DropFate::NeverRuns || Type.Dropped == DropFate::Cancelled);
  return OwnsWork && !Class->hasTrivialDestructor() && Awaiter->hasTrivialDestructor() &&
                 isMadeByReading(Await)
             ? Named
             : nullptr;
}

/// Finds the first mention of a parameter, of `this`, or of what a lambda has captured, other than
/// to call a member function that is seen to make no use of its object.
class UseFinder : public FunctionBodyVisitor<UseFinder> {
public:
  UseFinder(const ValueDecl *Wanted, const DenseSet<const Stmt *> *Among)
      : Wanted(Wanted), Among(Among) {}
  const Expr *Found = nullptr;

  bool VisitDeclRefExpr(DeclRefExpr *Reference) {
    return consider(Reference, Wanted ? Reference->getDecl() == Wanted
                                      : Reference->refersToEnclosingVariableOrCapture());
  }
  bool VisitCXXThisExpr(CXXThisExpr *This) { return consider(This, !Wanted); }

  bool TraverseCXXMemberCallExpr(CXXMemberCallExpr *Expression) {
    if (Call Made = asCallItself(Expression); !Made || !leavesObjectAlone(Made))
      return FunctionBodyVisitor::TraverseCXXMemberCallExpr(Expression);
    return all_of(Expression->arguments(), [&](Expr *Each) { return TraverseStmt(Each); });
  }

private:
  /// Whether \p Made names the object in question for its own object, and its callee never does.
  bool leavesObjectAlone(const Call &Made) {
    const Expr *Object = Made.Object ? ignoreWrapping(Made.Object) : nullptr;
    const auto *Named = dyn_cast_or_null<DeclRefExpr>(Object);
    const FunctionDecl *Callee = visibleDefinition(Made.Callee);
    if (!(Wanted ? Named && Named->getDecl() == Wanted : isa_and_nonnull<CXXThisExpr>(Object)) ||
        !Callee || isDispatched(Made))
      return false;
    auto [Entry, IsNew] = LeaveAlone.try_emplace(Callee);
    if (IsNew) {
      struct Finder : FunctionBodyVisitor<Finder> {
        bool Found = false;
        bool VisitCXXThisExpr(CXXThisExpr *) { return !(Found = true); }
      } Search;
      Search.visitBodyOf(Callee);
      Entry->second = !Search.Found;
    }
    return Entry->second;
  }

  bool consider(const Expr *Mention, bool IsWanted) {
    if (IsWanted && (!Among || Among->contains(Mention)))
      Found = Mention;
    return !Found;
  }
  const ValueDecl *Wanted; ///< Null: the object of the function.
  const DenseSet<const Stmt *> *Among;
  DenseMap<const FunctionDecl *, bool> LeaveAlone; ///< By what was called.
};

/// The first use of \p Wanted (null: its object) in \p Function that is \p Among some (null: any).
const Expr *firstUseAmong(const FunctionDecl *Function, const ValueDecl *Wanted,
                          const DenseSet<const Stmt *> *Among) {
  UseFinder Finder(Wanted, Among);
  Finder.visitBodyOf(Function);
  return Finder.Found;
}

/// The first use of \p Wanted (null: its object) in \p Coroutine, once that has been suspended.
const Expr *useBehindSuspension(const FunctionDecl *Coroutine, const ValueDecl *Wanted) {
  DenseSet<const Stmt *> Late = afterSuspension(Coroutine);
  return firstUseAmong(Coroutine, Wanted, &Late);
}

/// The first use of \p Wanted in the body of the pattern \p Coroutine, as written, if an await
/// stands before it.
const Expr *useBehindAwait(const FunctionDecl *Coroutine, const ValueDecl *Wanted) {
  struct Finder : FunctionBodyVisitor<Finder> {
    const ValueDecl *Wanted = nullptr;
    bool Awaits = false;
    const Expr *Behind = nullptr;
    // What is awaited is evaluated before.
    bool TraverseCoawaitExpr(CoawaitExpr *Await) {
      return FunctionBodyVisitor::TraverseCoawaitExpr(Await) && (Awaits = true);
    }
    bool TraverseDependentCoawaitExpr(DependentCoawaitExpr *Await) {
      return FunctionBodyVisitor::TraverseDependentCoawaitExpr(Await) && (Awaits = true);
    }
    // What stands before the end of a way out may be on that way alone.
    bool VisitCoreturnStmt(CoreturnStmt *Return) {
      Awaits &= Return->isImplicit();
      return true;
    }
    bool VisitDeclRefExpr(DeclRefExpr *Reference) {
      if (Reference->getDecl() != Wanted)
        return true;
      Behind = Awaits ? Reference : nullptr;
      return !Behind;
    }
  } Search;
  Search.Wanted = Wanted;
  Search.visitBodyOf(Coroutine);
  return Search.Behind;
}

/// Follows references from one awaited coroutine into the next.
class LateUses {
public:
  explicit LateUses(CoroutineTypes &Types) : Types(Types) {}
  /// As lateUse().
  const Expr *of(const FunctionDecl *Coroutine, const ValueDecl *Wanted, bool AtOnce,
                 unsigned Handovers = 0);

private:
  static constexpr unsigned MostHandovers = 3;
  CoroutineTypes &Types;
  /// What is known of those that were handed something, null while they are being looked at.
  DenseMap<std::pair<const FunctionDecl *, const ValueDecl *>, const Expr *> Known;
};

/// Finds what of the variables and captures of a coroutine is in use while it is suspended: what it
/// awaits is it, or refers to it; also the reference \p Wanted (null: its object) that it hands
/// over to a coroutine that uses it late, in up to \p Handovers steps.
class WaitFinder : public FunctionBodyVisitor<WaitFinder> {
public:
  WaitFinder(const FunctionDecl *Coroutine, const ValueDecl *Wanted, LateUses *Uses,
             unsigned Handovers, CoroutineTypes &Types)
      : Coroutine(Coroutine), Wanted(Wanted), Uses(Uses), Handovers(Handovers), Types(Types) {}
  DenseSet<const Stmt *> Found; ///< The mentions.

  bool VisitCoawaitExpr(CoawaitExpr *Await) {
    if (const Expr *Named = awaitedInPlace(Await, Types))
      Found.insert(Named);
    Call Made = asCall(ignoreIdentity(Await->getOperand()));
    if (!Made || Types.of(Made.Expression->getType()).Kind != TypeKind::Task ||
        !modelsOf(Made, Types).empty())
      return true;
    const FunctionDecl *Body = visibleDefinition(Made.Callee);
    for (auto [Index, Argument] : enumerate(Made.Arguments))
      if (Index < Made.Callee->getNumParams() &&
          Made.Callee->getParamDecl(Index)->getType()->isReferenceType())
        lent(Argument, Body, Body ? Body->getParamDecl(Index) : nullptr);
    if (Made.Object)
      lent(Made.Object, Body, nullptr);
    if (Body && coroutineBody(Body) && Uses && !isDispatched(Made))
      handOver(Made, Body);
    return true;
  }

private:
  /// What \p Made hands over to the coroutine \p Body, which it awaits.
  void handOver(const Call &Made, const FunctionDecl *Body) {
    auto UsesLate = [&](const ValueDecl *Given) {
      return Uses->of(Body, Given, /*AtOnce=*/true, Handovers + 1) != nullptr;
    };
    if (!Wanted) {
      // What a closure hands over is the pointer that it has captured.
      const auto *Method = dyn_cast<CXXMethodDecl>(Coroutine);
      const Expr *Object = Made.Object ? ignoreWrapping(Made.Object) : nullptr;
      if (isa_and_nonnull<CXXThisExpr>(Object) && Method && !Method->getParent()->isLambda() &&
          UsesLate(nullptr))
        Found.insert(Object);
      return;
    }
    for (auto [Parameter, Argument] : zip(Body->parameters(), Made.Arguments)) {
      const auto *Named = dyn_cast<DeclRefExpr>(ignoreWrapping(Argument));
      // What it is converted to is another object.
      if (Named && Named->getDecl() == Wanted && Parameter->getType()->isReferenceType() &&
          !isConverted(Argument) && UsesLate(Parameter))
        Found.insert(Named);
    }
  }

  /// What the closure holds of \p Value is lent to a task, with the body \p Body if that is seen,
  /// as \p Parameter, or as the task's object.
  void lent(const Expr *Value, const FunctionDecl *Body, const ParmVarDecl *Parameter) {
    const auto *Named = dyn_cast<DeclRefExpr>(ownerOf(Value->IgnoreParenImpCasts()));
    if (!Named || !isHeldByClosure(Named) ||
        (Body && !(coroutineBody(Body) && useBehindSuspension(Body, Parameter))))
      return;
    Found.insert(Named);
  }

  /// What owns the object that \p Value is, by a pointer; itself for anything else.
  static const Expr *ownerOf(const Expr *Value) {
    const auto *Access = dyn_cast<CXXOperatorCallExpr>(Value);
    if (!Access || Access->getNumArgs() != 1 ||
        !is_contained({OO_Star, OO_Arrow}, Access->getOperator()))
      return Value;
    const Expr *Owner = Access->getArg(0)->IgnoreParenImpCasts();
    return ownedTypes(Owner->getType()->getAsCXXRecordDecl()).empty() ? Value : Owner;
  }

  /// Whether \p Named is a capture by value whose destruction matters.
  bool isHeldByClosure(const DeclRefExpr *Named) const {
    const CXXRecordDecl *Class = Named->getType()->getAsCXXRecordDecl();
    return Class && Class->hasDefinition() && !Class->hasTrivialDestructor() &&
           isCapturedByCopy(Named->getDecl(), Coroutine);
  }

  const FunctionDecl *Coroutine;
  const ValueDecl *Wanted;
  LateUses *Uses;
  unsigned Handovers;
  CoroutineTypes &Types;
};

const Expr *LateUses::of(const FunctionDecl *Coroutine, const ValueDecl *Wanted, bool AtOnce,
                         unsigned Handovers) {
  // It has no control flow to follow until somebody calls it.
  if (Coroutine->isDependentContext())
    return Wanted ? useBehindAwait(Coroutine, Wanted) : nullptr;
  if (!AtOnce && Types.of(Coroutine->getReturnType()).Start == StartPolicy::Lazy)
    return firstUse(Coroutine, Wanted);
  auto [Entry, IsNew] = Known.try_emplace({Coroutine, Wanted});
  if (!IsNew)
    return Entry->second;
  WaitFinder Waits(Coroutine, Wanted, Handovers < MostHandovers ? this : nullptr, Handovers, Types);
  Waits.visitBodyOf(Coroutine);
  DenseSet<const Stmt *> Late = afterSuspension(Coroutine);
  Late.insert(Waits.Found.begin(), Waits.Found.end());
  return Known[{Coroutine, Wanted}] = firstUseAmong(Coroutine, Wanted, &Late);
}

} // namespace

bool isConverted(const Expr *Argument) {
  for (;;) {
    Argument = Argument->IgnoreParens();
    const auto *Cast = dyn_cast<ImplicitCastExpr>(Argument);
    if (!Cast || Cast->getCastKind() != CK_NoOp)
      return isa<MaterializeTemporaryExpr>(Argument);
    Argument = Cast->getSubExpr();
  }
}

const Expr *firstUse(const FunctionDecl *Function, const ValueDecl *Wanted) {
  return firstUseAmong(Function, Wanted, nullptr);
}

const Expr *lateUse(const FunctionDecl *Coroutine, const ValueDecl *Wanted, CoroutineTypes &Types,
                    bool AtOnce) {
  return LateUses(Types).of(Coroutine, Wanted, AtOnce);
}

namespace {

/// Whether \p Type is that of work with a time of its own: a task, an operation, a coroutine that
/// nobody awaits, a generator.
bool runsByItself(const CoroutineType &Type) {
  return Type.isAwaitable() || Type.Kind == TypeKind::FireAndForget ||
         Type.Kind == TypeKind::Generator || Type.Kind == TypeKind::AsyncGenerator;
}

bool isCallable(QualType Type) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  return (Class && Class->isLambda()) || wrappedSignature(Class);
}

/// Whether \p Made wraps work that it is given: its object or an argument is awaitable or callable,
/// or it calls what a callable holds.
bool isAdapter(const Call &Made, CoroutineTypes &Types) {
  auto IsToken = [&](QualType Type) {
    return !Type.isNull() && Types.of(Type).Kind == TypeKind::CompletionToken;
  };
  // What says how it tells of its end may wrap another one that does.
  auto IsWork = [&](const Expr *Given) {
    return Types.of(Given->getType()).Kind != TypeKind::None || isCallable(Given->getType()) ||
           IsToken(typeArgument(Given->getType().getNonReferenceType()->getAsCXXRecordDecl()));
  };
  return (Made.Object && Types.of(Made.objectClass()).isAwaitable()) ||
         Made.Callee->getOverloadedOperator() == OO_Call || Made.Callee->isInStdNamespace() ||
         any_of(Made.Arguments, IsWork);
}

/// Follows what the tasks of calls keep.
class Keeping {
public:
  explicit Keeping(CoroutineTypes &Types, bool AtOnce = false) : Types(Types), AtOnce(AtOnce) {}

  /// How the result of \p Made keeps the argument \p Index (-1: the object), which leads to the
  /// object in question as \p Reached says; none if that is not sure.
  std::optional<Steps> keeps(const Call &Made, int Index, const Reach &Reached, unsigned Depth) {
    CoroutineType Result = Types.of(Made.Expression->getType());
    if (!runsByItself(Result))
      return std::nullopt;
    if (isa<CXXConstructExpr, InitListExpr>(Made.Expression))
      return keepsInField(Made, Index, Reached);
    const FunctionDecl *Definition = visibleDefinition(Made.Callee);
    const FunctionDecl *Callee = Definition ? Definition : Made.Callee;
    const ParmVarDecl *Parameter = nullptr;
    if (Index >= 0) {
      if (static_cast<unsigned>(Index) >= Callee->getNumParams())
        return std::nullopt;
      Parameter = Callee->getParamDecl(Index);
      // What is passed by value is a copy, unless it is itself a way to refer to something.
      if (!Parameter->getType()->isReferenceType() && Reached.Kind == Reach::Names)
        return std::nullopt;
    }
    if (!Definition)
      return AtOnce ? std::nullopt : keepsUnseen(Made, Parameter, Reached, Result);
    if (coroutineBody(Definition)) {
      const Expr *Use = lateUse(Definition, Parameter, Types, AtOnce);
      if (!Use)
        return std::nullopt;
      std::string What = Parameter ? quoted(Parameter->getName()) : "its object";
      bool IsLazy = Result.Start == StartPolicy::Lazy && !AtOnce;
      Steps Evidence;
      if (IsLazy)
        Evidence.emplace_back(Definition->getLocation(),
                              nameOf(Made) + " is suspended at its start, until it is run");
      Evidence.append(suspensionsBefore(Use, Definition));
      StringRef When = IsLazy ? "when it runs" : "after it may have been suspended";
      Evidence.emplace_back(Use->getBeginLoc(),
                            (nameOf(Made) + " uses " + What + " here, " + When).str());
      return Evidence;
    }
    return Depth > 0 ? passesOn(nameOf(Made), Definition, Parameter, Reached.Kind, Depth)
                     : std::nullopt;
  }

  /// Whether the ordinary function \p Definition, called \p Name, returns a task that keeps \p
  /// Parameter (null: its object), which leads to the object in question by \p Way.
  std::optional<Steps> passesOn(const std::string &Name, const FunctionDecl *Definition,
                                const ParmVarDecl *Parameter, Reach::Way Way, unsigned Depth) {
    References Inner(Definition, Parameter, Way == Reach::Carries);
    for (const ReturnedTask &Task : returnedTasks(Definition, Types)) {
      std::optional<Steps> Further;
      forEachReached(Task.Made, Inner, [&](int Index, const Expr *, const Reach &Reach) {
        if (!Further)
          Further = keeps(Task.Made, Index, Reach, Depth - 1);
      });
      if (!Further)
        continue;
      Further->insert(Further->begin(),
                      {Task.Made.Expression->getBeginLoc(), Name + " passes it on here"});
      return Further;
    }
    return std::nullopt;
  }

private:
  static std::string nameOf(const Call &Made) {
    return isa<CXXMethodDecl>(Made.Callee) &&
                   cast<CXXMethodDecl>(Made.Callee)->getParent()->isLambda()
               ? "the lambda"
               : quoted(Made.Callee->getNameAsString());
  }

  /// The suspension points that \p Coroutine may pass before it evaluates \p Use.
  Steps suspensionsBefore(const Expr *Use, const FunctionDecl *Coroutine) const {
    Steps Result;
    std::unique_ptr<CFG> Graph = controlFlow(Coroutine, Types.context());
    if (!Graph)
      return Result;
    auto UseOf = [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
      auto Statement = Element.getAs<CFGStmt>();
      if (Statement && Statement->getStmt() == Use)
        Steps.push_back({Coroutine, SpanStep::Uses, Use});
    };
    SpanStep AtEntry{Coroutine, SpanStep::Begins, Coroutine->getBody()};
    for (const Span &Each : spans(*Graph, Types.context(), UseOf, AtEntry))
      for (const CoroutineSuspendExpr *Await : Each.Crossed)
        Result.emplace_back(Await->getKeywordLoc(), "it may be suspended here");
    return Result;
  }

  /// An awaitable that is an object of its own and has a reference or pointer for a member.
  std::optional<Steps> keepsInField(const Call &Made, int Index, const Reach &Reached) {
    const FieldDecl *Field = fieldKeeping(Made, Index, Reached);
    if (!Field)
      return std::nullopt;
    return Steps{{Field->getLocation(), "it is kept in " + quoted(Field->getName())}};
  }

  /// Whether objects of \p Class know what they stand for by a pointer, and can be copied, which a
  /// task may do.
  static bool isHandle(const CXXRecordDecl *Class) {
    if (!Class->hasDefinition())
      return true;
    auto Copy = find_if(Class->ctors(), [](const CXXConstructorDecl *Constructor) {
      return Constructor->isCopyConstructor();
    });
    bool IsCopyable = Copy != Class->ctor_end() ? !Copy->isDeleted()
                                                : !Class->hasUserDeclaredMoveOperation();
    return IsCopyable && any_of(Class->fields(), [](const FieldDecl *Field) {
      const CXXRecordDecl *Of = Field->getType()->getAsCXXRecordDecl();
      return Field->getType()->isAnyPointerType() || (Of && Of->hasDefinition() && isPointerLike(Of));
    });
  }

  /// Of a function whose body is not seen, only its result speaks.
  std::optional<Steps> keepsUnseen(const Call &Made, const ParmVarDecl *Parameter,
                                   const Reach &Reached, const CoroutineType &Result) {
    bool IsOperation = Result.Kind == TypeKind::Operation;
    if (Result.Start != StartPolicy::Lazy || Result.Kind == TypeKind::Awaitable)
      return std::nullopt;
    Steps Evidence{{Made.Callee->getLocation(), nameOf(Made) + " is declared here"}};
    const SourceManager &Sources = Types.context().getSourceManager();
    bool OfLibrary = Sources.isInSystemHeader(Made.Callee->getLocation());
    if (!Parameter) {
      const CXXRecordDecl *Class = Made.objectClass();
      const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
      // A handle may be copied into the task, a callable is asked for another's, and an awaitable
      // hands itself over unless it asks to stay.
      if (!Class || !Method || Method->getRefQualifier() == RQ_RValue || !isOwner(Class) ||
          Method->getOverloadedOperator() == OO_Call || isHandle(Class) ||
          (Types.of(Class).isAwaitable() && Method->getRefQualifier() != RQ_LValue))
        return std::nullopt;
      return Evidence;
    }
    // Work that is handed over is moved into the task.
    QualType Taken = Parameter->getType();
    if (Taken->isReferenceType() &&
        (Types.of(Taken).isAwaitable() ||
         (Taken->isRValueReferenceType() && isCallable(Taken))))
      return std::nullopt;
    if ((!OfLibrary && !IsOperation) || Reached.Kind == Reach::Carries)
      return Evidence;
    // A library's function that makes a task of its own out of values is a coroutine.
    if (Reached.Temporary)
      return Result.Kind == TypeKind::Task && Parameter->getType()->isLValueReferenceType() &&
                     !isForwarded(Made.Callee, Parameter) && !isAdapter(Made, Types)
                 ? std::optional(Evidence)
                 : std::nullopt;
    // A library's function may as well copy what it is given, but hardly what it may change.
    QualType Referent = Parameter->getType().getNonReferenceType();
    if (Parameter->getType()->isLValueReferenceType() && !isForwarded(Made.Callee, Parameter) &&
        !Referent.isConstQualified() && isOwner(Referent->getAsCXXRecordDecl()))
      return Evidence;
    return std::nullopt;
  }

  static bool isForwarded(const FunctionDecl *Callee, const ParmVarDecl *Parameter) {
    const FunctionTemplateDecl *Template = Callee->getPrimaryTemplate();
    if (!Template)
      return false;
    const FunctionDecl *Pattern = Template->getTemplatedDecl();
    unsigned Index = Parameter->getFunctionScopeIndex();
    // A pack has one parameter in the pattern.
    if (Index >= Pattern->getNumParams())
      return true;
    QualType Taken = Pattern->getParamDecl(Index)->getType().getNonPackExpansionType();
    return Taken->isRValueReferenceType();
  }

  CoroutineTypes &Types;
  bool AtOnce;
};

/// Whether \p Made runs an ordinary function, its argument \p Index, once its caller may have
/// returned: a continuation of work under way, or on another thread.
bool runsLater(const Call &Made, int Index, CoroutineTypes &Types) {
  auto Concerns = [&](std::optional<int> Wanted) {
    return Wanted && (*Wanted == -1 || *Wanted == Index);
  };
  bool Continues = Made.Object && Types.of(Made.objectClass()).isAwaitable();
  if (Call Before = Continues ? asCall(ignoreIdentity(Made.Object)) : Call())
    Continues = !isReady(Before, Types);
  return any_of(modelsOf(Made, Types), [&](const FunctionModel *Model) {
    return Concerns(Model->Offload) || (Continues && Concerns(Model->Handler));
  });
}

/// What the lambda \p Lambda, given to \p Made, captures of \p Function and uses when \p Function
/// has returned.
void addCaptured(const ReturnedTask &Task, int Index, const LambdaExpr *Lambda,
                 const References &Locals, CoroutineTypes &Types,
                 std::vector<KeptReference> &Found) {
  const CXXMethodDecl *Body = Lambda->getCallOperator();
  bool IsCoroutine = coroutineBody(Body);
  if (Body->isDependentContext() || (!IsCoroutine && !runsLater(Task.Made, Index, Types)))
    return;
  for (auto [Capture, Initializer] : zip(Lambda->captures(), Lambda->capture_inits())) {
    if (!Capture.capturesVariable())
      continue;
    const auto *Captured = dyn_cast<VarDecl>(Capture.getCapturedVar());
    Reach Reached = Initializer ? Locals.of(Initializer) : Reach();
    if (!Captured || !Reached ||
        (Reached.Kind == Reach::Names && Capture.getCaptureKind() != LCK_ByRef &&
         !Captured->getType()->isReferenceType()))
      continue;
    const Expr *Use = nullptr;
    if (IsCoroutine) {
      Use = lateUse(Body, Captured, Types);
    } else {
      Use = firstUse(Body, Captured);
    }
    if (!Use)
      continue;
    bool IsLazy = IsCoroutine && Types.of(Body->getReturnType()).Start == StartPolicy::Lazy;
    Found.push_back({Task,
                     Lambda,
                     Reached.Object,
                     IsCoroutine && !IsLazy ? KeptReference::Resumed : KeptReference::Runs,
                     {{Use->getBeginLoc(), IsCoroutine && !IsLazy
                                               ? "it is used here, after a suspension"
                                               : "it is used here, when the lambda runs"}}});
  }
}

/// The lambda that \p Argument is or copies; null for others.
const LambdaExpr *lambdaIn(const Expr *Argument, const FunctionDecl *Function) {
  const Expr *Inner = ignoreIdentity(Argument);
  if (const auto *Reference = dyn_cast<DeclRefExpr>(Inner))
    if (const auto *Variable = dyn_cast<VarDecl>(Reference->getDecl());
        Variable && !isa<ParmVarDecl>(Variable) && Variable->getDeclContext() == Function &&
        Variable->getInit())
      Inner = ignoreWrapping(Variable->getInit());
  return dyn_cast<LambdaExpr>(Inner);
}

} // namespace

std::optional<KeptSteps> keepsArgument(const Call &Made, int Index, const Reach &Reached,
                                       CoroutineTypes &Types, bool AtOnce) {
  return Keeping(Types, AtOnce).keeps(Made, Index, Reached, /*Depth=*/3);
}

std::optional<KeptSteps> keepsCaptures(const FunctionDecl *Lambda, CoroutineTypes &Types) {
  return Keeping(Types).passesOn("the lambda", Lambda, /*Parameter=*/nullptr, Reach::Names,
                                 /*Depth=*/3);
}

void forEachReached(const Call &Made, const References &Inside,
                    function_ref<void(int Index, const Expr *Argument, const Reach &Reached)> Found) {
  if (Made.Object)
    if (Reach Reached = Inside.ofObject(Made.Object))
      Found(-1, Made.Object, Reached);
  auto Consider = [&](int Index, const Expr *Argument) {
    if (Reach Reached = Inside.of(Argument))
      Found(Index, Argument, Reached);
  };
  for (auto [Index, Argument] : enumerate(Made.Arguments))
    Consider(static_cast<int>(Index), Argument);
  int Index = static_cast<int>(Made.Arguments.size());
  if (const auto *Expression = dyn_cast<CallExpr>(Made.Expression))
    for (const Expr *Argument : Expression->arguments())
      if (const auto *Default = dyn_cast<CXXDefaultArgExpr>(Argument))
        Consider(Index++, Default->getExpr());
}

std::vector<KeptReference> keptReferences(const FunctionDecl *Function, CoroutineTypes &Types) {
  std::vector<KeptReference> Found;
  std::vector<ReturnedTask> Tasks = returnedTasks(Function, Types);
  if (Tasks.empty())
    return Found;
  References Locals(Function);
  Keeping Keeps(Types);
  SelfOwners Owners(Types);
  for (const ReturnedTask &Task : Tasks) {
    forEachReached(Task.Made, Locals, [&](int Index, const Expr *Argument,
                                                   const Reach &Reached) {
      // A callable that came as a parameter is its maker's business.
      const CXXRecordDecl *Class = Reached.Object->getType()->getAsCXXRecordDecl();
      if (Index < 0 && Class && Class->isLambda() && isa<ParmVarDecl>(Reached.Object))
        return;
      std::optional<Steps> Evidence = Keeps.keeps(Task.Made, Index, Reached, /*Depth=*/3);
      CoroutineType Result = Types.of(Task.Made.Expression->getType());
      // One that starts at once can take a reference in time.
      bool Starts = Result.Start == StartPolicy::Eager;
      if (!Evidence || (Starts && Owners.mayOwn(Task.Made, Index, Reached)))
        return;
      auto When = Result.Kind != TypeKind::Task        ? KeptReference::Awaited
                  : Result.Start == StartPolicy::Lazy ? KeptReference::Runs
                                                      : KeptReference::Resumed;
      Found.push_back({Task, Argument, Reached.Object, When, std::move(*Evidence)});
    });
    for (auto [Index, Argument] : enumerate(Task.Made.Arguments))
      if (const LambdaExpr *Lambda = lambdaIn(Argument, Function))
        addCaptured(Task, Index, Lambda, Locals, Types, Found);
  }
  return Found;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/HeldLocks.h"
#include "checks/flow/Conditions.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/DiscardedValues.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Spans.h"
#include "checks/flow/Suspensions.h"
#include "checks/flow/TriedLocks.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/LockTypes.h"
#include "checks/knowledge/StandardOwners.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/Attr.h"
#include "llvm/ADT/MapVector.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isNamed(const FunctionDecl *Function, ArrayRef<StringRef> Names) {
  return Function->getIdentifier() && is_contained(Names, Function->getName());
}

bool hasAwait(const Expr *Value) {
  struct Finder : FunctionBodyVisitor<Finder> {
    bool Found = false;
    bool VisitCoawaitExpr(CoawaitExpr *) { return !(Found = true); }
  } Search;
  Search.TraverseStmt(const_cast<Expr *>(Value));
  return Search.Found;
}

/// Whether \p Made takes a lock of threads, by a model.
bool locksByModel(const Call &Made, CoroutineTypes &Types) {
  if (!Made)
    return false;
  const BlockingModel *Blocks = blockingBehaviour(Made, Types);
  return Blocks && Blocks->Category == BlockingCategory::Lock;
}

/// The variable or member that \p Value names, through `&` and std::move.
const ValueDecl *namedBy(const Expr *Value) {
  const Expr *Inner = ignoreIdentity(Value);
  if (const auto *Operator = dyn_cast<UnaryOperator>(Inner);
      Operator && Operator->getOpcode() == UO_AddrOf)
    Inner = Operator->getSubExpr();
  return namedVariable(Inner);
}

bool acquires(const FunctionDecl *Function) {
  return isNamed(Function, {"lock", "lock_shared", "relock"}) ||
         Function->hasAttr<AcquireCapabilityAttr>();
}
bool releases(const FunctionDecl *Function) {
  return isNamed(Function, {"unlock", "unlock_shared"}) ||
         Function->hasAttr<ReleaseCapabilityAttr>();
}

/// What \p Variable, if it is a reference or pointer, was made to refer to; itself otherwise.
const ValueDecl *referredTo(const ValueDecl *Variable) {
  const auto *Alias = dyn_cast<VarDecl>(Variable);
  if (!Alias || !Alias->getInit() || isa<ParmVarDecl>(Alias) ||
      !(Alias->getType()->isReferenceType() || Alias->getType()->isPointerType()))
    return Variable;
  const ValueDecl *Named = namedBy(Alias->getInit());
  return Named && Named != Variable ? Named : Variable;
}

/// Whether objects of \p Class, a std::optional or std::unique_ptr, own a guard, or none.
bool mayOwnGuard(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  if (!isStd(Class, "optional") && !isStd(Class, "unique_ptr"))
    return false;
  SmallVector<QualType, 2> Owned = ownedTypes(Class);
  const CXXRecordDecl *Guard = Owned.size() == 1 ? Owned.front()->getAsCXXRecordDecl() : nullptr;
  return Guard && Guard->hasDefinition() && isThreadLockGuard(Guard, Types);
}

/// Finds whether a function asks whether a guard that it was given has its lock.
class OwnershipQuestion : public FunctionBodyVisitor<OwnershipQuestion> {
public:
  explicit OwnershipQuestion(const ParmVarDecl *Guard) : Guard(Guard) {}
  bool Found = false;
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Expression) {
    const CXXMethodDecl *Method = Expression->getMethodDecl();
    if (Method && Method->getReturnType()->isBooleanType() &&
        namedVariable(Expression->getImplicitObjectArgument()) == Guard)
      Found = true;
    return !Found;
  }

private:
  const ParmVarDecl *Guard;
};

/// Finds what an operand names other than as the object of a member function: what it hands on.
class HandedFinder : public FunctionBodyVisitor<HandedFinder> {
public:
  DenseSet<const ValueDecl *> Found;
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    // The guard in a std::optional is handed on by `*`.
    bool IsAccess = Made && (Made.Callee->getOverloadedOperator() == OO_Arrow ||
                             Made.Callee->getOverloadedOperator() == OO_Star);
    if (Made && Made.Object &&
        (isa<CXXMemberCallExpr>(Expression) || (IsAccess && !isFromStd(Made.Callee))))
      Objects.insert(ignoreWrapping(Made.Object));
    return true;
  }
  bool VisitDeclRefExpr(DeclRefExpr *Reference) { return add(Reference, Reference->getDecl()); }
  bool VisitMemberExpr(MemberExpr *Member) { return add(Member, Member->getMemberDecl()); }

private:
  bool add(const Expr *Mention, const ValueDecl *Named) {
    if (!Objects.contains(Mention))
      Found.insert(Named);
    return true;
  }
  DenseSet<const Expr *> Objects;
};

/// Tells of the locks that one function takes and gives back.
class LockSteps {
public:
  LockSteps(const FunctionDecl *Function, CoroutineTypes &Types, ArrayRef<std::string> ThreadBound,
            const CFG &Graph)
      : Function(Function), Types(Types), ThreadBound(ThreadBound), Points(Graph),
        Tried(triedLocks(Graph)) {}

  DenseMap<const ValueDecl *, bool> Known; ///< Guards (true) and mutexes met so far.
  /// Where each guard leaves its mutex locked to whoever takes care of it.
  DenseMap<const ValueDecl *, const Expr *> Left;

  /// The guards among the parameters, which whoever calls the function has locked: that of a
  /// coroutine lives as long as its frame.
  SmallVector<SpanStep, 1> atEntry() {
    SmallVector<SpanStep, 1> Steps;
    for (const ParmVarDecl *Parameter : Function->parameters()) {
      const CXXRecordDecl *Class = Parameter->getType()->getAsCXXRecordDecl();
      if (!Class || !Class->hasDefinition() || Class->hasTrivialDestructor() ||
          Types.of(Class).Kind != TypeKind::None || !isThreadLockGuard(Class, Types))
        continue;
      OwnershipQuestion Asked(Parameter);
      Asked.visitBodyOf(Function);
      if (Asked.Found)
        continue;
      Known[Parameter] = true;
      Steps.push_back({Parameter, SpanStep::Begins, Function->getBody()});
    }
    return Steps;
  }

  bool isGuard(const VarDecl *Variable) {
    if (auto Found = Known.find(Variable); Found != Known.end())
      return Found->second;
    const CXXRecordDecl *Class = Variable->getType()->getAsCXXRecordDecl();
    if (!Variable->hasLocalStorage() || isa<ParmVarDecl>(Variable) || !Class ||
        !Class->hasDefinition() || Class->hasTrivialDestructor() || !Variable->getInit() ||
        Types.of(Class).Kind != TypeKind::None || hasAwait(Variable->getInit()))
      return false;
    // Of a class template its argument tells, which may be a mutex of another kind.
    Call Made = asCall(Variable->getInit());
    bool MayBeOfModel =
        isa_and_nonnull<CallExpr>(Made.Expression) || !isa<ClassTemplateSpecializationDecl>(Class);
    bool Locks = isThreadBound(Variable) || isThreadLockGuard(Class, Types) ||
                 mayOwnGuard(Class, Types) || (MayBeOfModel && locksByModel(Made, Types));
    if (Locks)
      Known[Variable] = true;
    return Locks;
  }

  bool isThreadBound(const ValueDecl *Variable) const {
    const CXXRecordDecl *Class = Variable->getType()->getAsCXXRecordDecl();
    return Class && any_of(ThreadBound, [&](const std::string &Name) {
             return hasQualifiedName(Class, splitQualifiedName(Name));
           });
  }

  void of(const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
    if (auto End = Element.getAs<CFGLifetimeEnds>()) {
      if (Known.contains(End->getVarDecl()))
        Steps.push_back({End->getVarDecl(), SpanStep::Ends, nullptr});
      return;
    }
    auto Statement = Element.getAs<CFGStmt>();
    if (!Statement)
      return;
    const Stmt *Evaluated = Statement->getStmt();
    if (const auto *Handler = dyn_cast<CXXCatchStmt>(Evaluated))
      caught(Handler, Steps);
    if (auto Taken = Tried.find(Evaluated); Taken != Tried.end())
      triedToLock(Taken->second, Steps);
    if (const auto *Declaration = dyn_cast<DeclStmt>(Evaluated)) {
      for (const Decl *Each : Declaration->decls())
        if (const auto *Variable = dyn_cast<VarDecl>(Each); Variable && isGuard(Variable))
          declared(Variable, Declaration, Steps);
    } else if (const auto *Lambda = dyn_cast<LambdaExpr>(Evaluated)) {
      for (const LambdaCapture &Captured : Lambda->captures())
        if (Captured.capturesVariable())
          ends(Captured.getCapturedVar(), Lambda, Steps);
    } else if (const auto *Expression = dyn_cast<Expr>(Evaluated)) {
      if (Call Made = asCallItself(Expression))
        called(Made, Steps);
      else if (const auto *Operator = dyn_cast<UnaryOperator>(Expression);
               Operator && Operator->getOpcode() == UO_AddrOf)
        ends(namedVariable(Operator->getSubExpr()), Operator, Steps);
    }
    if (const CoroutineSuspendExpr *Await = Points.at(Evaluated)) {
      HandedFinder Handed;
      Handed.TraverseStmt(const_cast<Expr *>(Await->getOperand()));
      auto IsHanded = [&](const ValueDecl *Named) { return Handed.Found.contains(Named); };
      for (auto [Holder, Guards] : Known)
        if (!IsHanded(Holder) && none_of(Mutexes.lookup(Holder), IsHanded))
          Steps.push_back({Holder, SpanStep::Uses, Await});
    }
  }

private:
  /// Whether the scope of \p Holder destroys it: a reference or pointer names what lives on.
  static bool isDestroyed(const ValueDecl *Holder) {
    const auto *Variable = dyn_cast<VarDecl>(Holder);
    return Variable && Variable->hasLocalStorage() && !Variable->getType()->isReferenceType() &&
           !Variable->getType()->isPointerType();
  }

  /// What is thrown in a `try` block has destroyed the guards in it on the way to \p Handler. A
  /// mutex that was locked by hand stays locked.
  void caught(const CXXCatchStmt *Handler, SmallVectorImpl<SpanStep> &Steps) {
    const auto *Try = dyn_cast_or_null<CXXTryStmt>(parentOf(Handler, Types.context()));
    if (!Try)
      return;
    const SourceManager &Sources = Types.context().getSourceManager();
    for (auto [Holder, Guards] : Known)
      if (Guards && isDestroyed(Holder) &&
          Sources.isPointWithin(Holder->getLocation(), Try->getTryBlock()->getBeginLoc(),
                                Try->getTryBlock()->getEndLoc()))
        Steps.push_back({Holder, SpanStep::Ends, nullptr});
  }

  void ends(const ValueDecl *Holder, const Stmt *At, SmallVectorImpl<SpanStep> &Steps) {
    if (Holder && Known.contains(Holder))
      Steps.push_back({Holder, SpanStep::Ends, At});
  }

  bool isMutex(const Expr *Value) const {
    QualType Type = ignoreWrapping(Value)->getType();
    if (Type->isPointerType())
      Type = Type->getPointeeType();
    return isThreadMutex(Type->getAsCXXRecordDecl(), Types);
  }

  /// Whether making a guard as \p Value says leaves it with a lock.
  bool isTaken(const Expr *Value) const {
    Call Made = asCall(Value);
    if (!Made)
      return false;
    if (isa<CallExpr>(Made.Expression))
      return true; // Whoever returns a guard has locked it.
    const auto *Constructor = cast<CXXConstructorDecl>(Made.Callee);
    if (locksWhenMade(Constructor, Types))
      return true;
    if (Made.Arguments.empty())
      return false;
    if (Constructor->isCopyOrMoveConstructor())
      return true;
    // What may lock is asked for by a tag or a time; a null pointer is no mutex.
    return all_of(enumerate(Made.Arguments), [&](auto Argument) {
      const Expr *Given = ignoreWrapping(Argument.value());
      return isTag(Given, "adopt_lock_t") || isMutex(Given) ||
             (Argument.index() == 0 && locksByModel(Made, Types) && !isNull(Given));
    });
  }
  /// Whether \p Value is of the class \p Name, which says how something is to be made.
  static bool isTag(const Expr *Value, StringRef Name) {
    const CXXRecordDecl *Class = ignoreWrapping(Value)->getType()->getAsCXXRecordDecl();
    return Class && Class->getIdentifier() && Class->getName() == Name;
  }

  /// What the guard is made from that \p Value gives to a std::optional or std::unique_ptr; empty
  /// where it need not give one.
  static SmallVector<const Expr *, 4> ownedFrom(const Expr *Value) {
    if (const auto *New = dyn_cast<CXXNewExpr>(ignoreWrapping(Value)))
      return New->getConstructExpr() ? ownedFrom(New->getConstructExpr())
                                     : SmallVector<const Expr *, 4>();
    Call Made = asCall(Value);
    if (!Made)
      return {};
    bool IsMaker = isFromStd(Made.Callee) && isNamed(Made.Callee, {"make_unique", "make_optional"});
    if (isa<CallExpr>(Made.Expression) && !IsMaker)
      return {};
    const Expr *Only = Made.Arguments.size() == 1 ? ignoreWrapping(Made.Arguments[0]) : nullptr;
    return isa_and_nonnull<CXXNewExpr, CallExpr, CXXConstructExpr>(Only) ? ownedFrom(Only)
                                                                         : Made.Arguments;
  }
  /// Whether a guard that is made from \p Arguments in its owner has a lock.
  bool isTakenFrom(ArrayRef<const Expr *> Arguments) const {
    auto IsTag = [&](const Expr *Given) {
      return isTag(Given, "in_place_t") || isTag(Given, "adopt_lock_t");
    };
    // What another guard is moved to may have no lock.
    auto IsPlainMutex = [&](const Expr *Given) {
      const CXXRecordDecl *Class = ignoreWrapping(Given)->getType()->getAsCXXRecordDecl();
      return isMutex(Given) && !(Class && isThreadLockGuard(Class, Types));
    };
    return any_of(Arguments, IsPlainMutex) && all_of(Arguments, [&](const Expr *Given) {
             return IsTag(Given) || IsPlainMutex(Given);
           });
  }

  bool isNull(const Expr *Value) const {
    return Value->isNullPointerConstant(Types.context(), Expr::NPC_ValueDependentIsNull) !=
           Expr::NPCK_NotNull;
  }

  bool isOwner(const ValueDecl *Variable) const {
    return mayOwnGuard(Variable->getType()->getAsCXXRecordDecl(), Types);
  }

  /// \p Guard has from here on the lock, if any, of what it is made from: \p Arguments.
  void made(const ValueDecl *Guard, bool Taken, ArrayRef<const Expr *> Arguments, const Stmt *At,
            SmallVectorImpl<SpanStep> &Steps) {
    bool Adopts = any_of(Arguments, [](const Expr *Each) { return isTag(Each, "adopt_lock_t"); });
    for (const Expr *Argument : Arguments)
      if (const ValueDecl *Named = namedBy(Argument)) {
        ends(Named, At, Steps); // The guard goes on with it.
        const ValueDecl *Mutex = referredTo(Named);
        if (Adopts)
          endGuardsOf(Mutex, At, Steps);
        Mutexes[Guard].insert(Named);
        Mutexes[Guard].insert(Mutex);
      }
    Steps.push_back({Guard, Taken ? SpanStep::Begins : SpanStep::Ends, At});
  }

  void declared(const VarDecl *Guard, const DeclStmt *At, SmallVectorImpl<SpanStep> &Steps) {
    Scopes[Guard] = At;
    if (isOwner(Guard)) {
      SmallVector<const Expr *, 4> From = ownedFrom(Guard->getInit());
      made(Guard, isTakenFrom(From), From, At, Steps);
      return;
    }
    made(Guard, isThreadBound(Guard) || isTaken(Guard->getInit()),
         asCall(Guard->getInit()).Arguments, At, Steps);
  }

  /// The guard that \p Object names, or is: that in a std::optional or std::unique_ptr, too.
  const ValueDecl *guardNamedBy(const Expr *Object) const {
    if (const ValueDecl *Named = namedBy(Object))
      return Named;
    Call Access = asCall(ignoreIdentity(Object));
    bool IsAccess = Access && Access.Object &&
                    (is_contained({OO_Star, OO_Arrow}, Access.Callee->getOverloadedOperator()) ||
                     isNamed(Access.Callee, {"value", "get"}));
    const ValueDecl *Owner = IsAccess ? namedVariable(Access.Object) : nullptr;
    return Owner && isOwner(Owner) ? Owner : nullptr;
  }

  /// The guard whose mutex \p Made, a call of a member function of it, gives; null for other calls.
  const ValueDecl *guardGiving(const Call &Made) const {
    const auto *Method = Made ? dyn_cast<CXXMethodDecl>(Made.Callee) : nullptr;
    if (!Method || !Method->isConst() || !Made.Object || Method->isOverloadedOperator() ||
        isa<CXXConversionDecl>(Method))
      return nullptr;
    QualType Result = Method->getReturnType();
    const ValueDecl *Guard = guardNamedBy(Made.Object);
    return Guard && Known.lookup(Guard) && (Result->isPointerType() || Result->isReferenceType()) &&
                   isThreadMutex(Result->getPointeeType()->getAsCXXRecordDecl(), Types)
               ? Guard
               : nullptr;
  }

  void called(const Call &Made, SmallVectorImpl<SpanStep> &Steps) {
    if (ignoreIdentity(Made.Expression) != ignoreWrapping(Made.Expression))
      return;
    if (locksArguments(Made, Steps) || swapsGuards(Made, Steps))
      return;
    const ValueDecl *Object = Made.Object ? guardNamedBy(Made.Object) : nullptr;
    if (Object && Known.lookup(Object))
      guardCalled(Made, Object, Steps);
    else if (Object && (isMutex(Made.Object) || Known.contains(Object) || isSeenToLock(Made)))
      mutexCalled(Made, Object, Steps);
    else if (const ValueDecl *Guard = Made.Object ? guardGiving(asCall(Made.Object)) : nullptr)
      mutexOfGuardCalled(Made, Guard, Steps);
    // A condition variable gives the lock back before it returns.
    bool Waits = isNamed(Made.Callee, {"wait", "wait_for", "wait_until"});
    bool IsGuardMade = isa<CXXConstructExpr>(Made.Expression);
    for (const Expr *Argument : Made.Arguments) {
      const ValueDecl *Named = guardNamedBy(Argument);
      if (Named && Known.contains(Named) && !Waits && !(IsGuardMade && !Known.lookup(Named)))
        ends(Named, Made.Expression, Steps);
    }
  }

  /// Whether \p Made is of a function that locks what it is given, as pthread_mutex_lock and
  /// std::lock do.
  bool locksArguments(const Call &Made, SmallVectorImpl<SpanStep> &Steps) {
    auto IsMutex = [&](const Expr *Argument) { return isMutex(Argument); };
    // More arguments are a time or a function.
    if (isa<CXXMethodDecl>(Made.Callee) || Made.Arguments.empty() ||
        !(Made.Arguments.size() == 1 ? Made.Arguments[0]->getType()->isPointerType()
                                     : all_of(Made.Arguments, IsMutex)) ||
        !locksByModel(Made, Types))
      return false;
    for (const Expr *Argument : Made.Arguments)
      if (const ValueDecl *Named = namedBy(Argument)) {
        Known.try_emplace(Named, false);
        Steps.push_back({Named, SpanStep::Begins, Made.Expression});
      }
    return true;
  }

  /// Whether \p Made swaps two guards, of which each has the other's lock from there on.
  bool swapsGuards(const Call &Made, SmallVectorImpl<SpanStep> &Steps) {
    SmallVector<const Expr *, 3> Swapped(Made.Arguments.begin(), Made.Arguments.end());
    if (Made.Object)
      Swapped.push_back(Made.Object);
    if (!isNamed(Made.Callee, {"swap"}) || Swapped.size() != 2)
      return false;
    const ValueDecl *One = guardNamedBy(Swapped[0]), *Other = guardNamedBy(Swapped[1]);
    if (!One || !Other || !Known.lookup(One) || !Known.lookup(Other))
      return false;
    Steps.push_back({One, SpanStep::Swaps, Made.Expression, Other});
    SmallPtrSet<const ValueDecl *, 1> Either = Mutexes.lookup(One);
    for (const ValueDecl *Mutex : Mutexes.lookup(Other))
      Either.insert(Mutex);
    Mutexes[One] = Mutexes[Other] = Either;
    return true;
  }

  bool isSeenToLock(const Call &Made) const {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    return Method && locksByBody(Method, Types);
  }

  void guardCalled(const Call &Made, const ValueDecl *Guard, SmallVectorImpl<SpanStep> &Steps) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!Method)
      return;
    bool IsOwner = isOwner(Guard) && namedVariable(Made.Object) == Guard;
    if (IsOwner && isNamed(Method, {"emplace"})) {
      made(Guard, isTakenFrom(Made.Arguments), Made.Arguments, Made.Expression, Steps);
    } else if (IsOwner && Method->getOverloadedOperator() == OO_Equal) {
      SmallVector<const Expr *, 4> From = ownedFrom(Made.Arguments[0]);
      made(Guard, isTakenFrom(From), From, Made.Expression, Steps);
    } else if (Method->getOverloadedOperator() == OO_Equal) {
      bool Taken = !Made.Arguments.empty() && isTaken(Made.Arguments[0]);
      Steps.push_back({Guard, Taken ? SpanStep::Begins : SpanStep::Ends, Made.Expression});
    } else if (acquires(Method)) {
      Steps.push_back({Guard, SpanStep::Begins, Made.Expression});
    } else if (leavesLocked(Made)) {
      Left.try_emplace(Guard, Made.Expression);
    } else if (guardGiving(Made) ? isMutexKept(Made.Expression)
                                 : !Method->isConst() && !Method->isOverloadedOperator()) {
      ends(Guard, Made.Expression, Steps); // unlock() and what else it may offer.
    }
  }

  /// Whether \p Made gives up the mutex of a guard as it is, and nobody keeps it to unlock it.
  bool leavesLocked(const Call &Made) const {
    QualType Result = Made.Callee->getReturnType();
    return isNamed(Made.Callee, {"release"}) && Result->isPointerType() &&
           isThreadMutex(Result->getPointeeType()->getAsCXXRecordDecl(), Types) &&
           isDiscarded(Made.Expression, Function);
  }

  /// Whether more is done with the mutex that \p Given gives than to call it or to compare it.
  bool isMutexKept(const Expr *Given) const {
    const Stmt *Parent = parentOf(Given, Types.context());
    while (isa_and_nonnull<ImplicitCastExpr, ParenExpr>(Parent))
      Parent = parentOf(Parent, Types.context());
    const auto *Operator = dyn_cast_or_null<BinaryOperator>(Parent);
    return !isa_and_nonnull<MemberExpr>(Parent) && !(Operator && Operator->isComparisonOp());
  }

  void mutexOfGuardCalled(const Call &Made, const ValueDecl *Guard,
                          SmallVectorImpl<SpanStep> &Steps) {
    if (acquires(Made.Callee))
      Steps.push_back({Guard, SpanStep::Begins, Made.Expression});
    else if (releases(Made.Callee))
      Steps.push_back({Guard, SpanStep::Ends, Made.Expression});
  }

  void mutexCalled(const Call &Made, const ValueDecl *Mutex, SmallVectorImpl<SpanStep> &Steps) {
    bool Acquires = acquires(Made.Callee) || isSeenToLock(Made);
    bool IsAwaited = Types.of(Made.Expression->getType()).isAwaitable();
    if (Acquires && !IsAwaited && Made.Callee->getReturnType()->isVoidType() &&
        Made.Arguments.empty()) {
      if (const ValueDecl *Guard = guardAround(Made.Expression, Mutex)) {
        Steps.push_back({Guard, SpanStep::Begins, Made.Expression});
        return;
      }
      Known.try_emplace(Mutex, false);
      Steps.push_back({Mutex, SpanStep::Begins, Made.Expression});
    } else {
      ends(Mutex, Made.Expression, Steps);
      if (releases(Made.Callee))
        endGuardsOf(referredTo(Mutex), Made.Expression, Steps);
    }
  }

  /// The branch has what \p Made has tried to lock.
  void triedToLock(const Call &Made, SmallVectorImpl<SpanStep> &Steps) {
    const ValueDecl *Named = guardNamedBy(Made.Object);
    if (!Named || !(isMutex(Made.Object) || Known.contains(Named)) ||
        Types.of(Made.Expression->getType()).isAwaitable())
      return;
    Known.try_emplace(Named, false);
    Steps.push_back({Named, SpanStep::Begins, Made.Expression});
  }

  void endGuardsOf(const ValueDecl *Mutex, const Stmt *At, SmallVectorImpl<SpanStep> &Steps) {
    for (const auto &[Guard, Of] : Mutexes)
      if (Of.contains(Mutex))
        ends(Guard, At, Steps);
  }

  /// The guard of \p Mutex in whose scope \p Inner stands, which unlocks it in the end; null
  /// without one.
  const ValueDecl *guardAround(const Stmt *Inner, const ValueDecl *Mutex) const {
    ASTContext &Context = Types.context();
    for (const Stmt *Child = Inner; const Stmt *Parent = parentOf(Child, Context); Child = Parent)
      for (const auto &[Guard, Declared] : Scopes)
        if (parentOf(Declared, Context) == Parent && Mutexes.lookup(Guard).contains(Mutex) &&
            Context.getSourceManager().isBeforeInTranslationUnit(Declared->getBeginLoc(),
                                                                 Inner->getBeginLoc()))
          return Guard;
    return nullptr;
  }

  MapVector<const ValueDecl *, const DeclStmt *> Scopes; ///< Where each guard is declared.
  /// What each guard was made from: an awaiter that is handed its mutex may unlock that.
  DenseMap<const ValueDecl *, SmallPtrSet<const ValueDecl *, 1>> Mutexes;
  const FunctionDecl *Function;
  CoroutineTypes &Types;
  ArrayRef<std::string> ThreadBound;
  SuspensionPoints Points;
  DenseMap<const Stmt *, Call> Tried; ///< What branches evaluate first that have a lock, by trying.
};

/// Finds the guards that are temporaries and live while their full expression is suspended.
class TemporaryGuardFinder : public FunctionBodyVisitor<TemporaryGuardFinder> {
public:
  explicit TemporaryGuardFinder(CoroutineTypes &Types) : Types(Types) {}
  std::vector<HeldLock> Found;

  bool TraverseExprWithCleanups(ExprWithCleanups *Whole) {
    Guards.clear();
    FunctionBodyVisitor::TraverseStmt(Whole->getSubExpr());
    Guards.clear();
    return true;
  }
  // The object of `->`, `*` or a member function: whatever else it is given to decides on it.
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    const Expr *Given = Made && Made.Object ? Made.Object->IgnoreParens() : nullptr;
    while (const auto *Cast = dyn_cast_or_null<ImplicitCastExpr>(Given))
      Given = Cast->getSubExpr()->IgnoreParens();
    const auto *Object = dyn_cast_or_null<MaterializeTemporaryExpr>(Given);
    if (!Object || Object->getExtendingDecl() || isa<CXXConversionDecl>(Made.Callee))
      return true;
    const CXXRecordDecl *Class = Object->getType()->getAsCXXRecordDecl();
    Call Source = asCall(Object->getSubExpr());
    if (Class && Source && isa<CallExpr>(Source.Expression) && !hasAwait(Object) &&
        Types.of(Class).Kind == TypeKind::None && Class->hasDefinition() &&
        !Class->hasTrivialDestructor() &&
        (isThreadLockGuard(Class, Types) || locksByModel(Source, Types)))
      Guards.push_back(Source.Expression);
    return true;
  }
  bool TraverseCoawaitExpr(CoawaitExpr *Await) {
    FunctionBodyVisitor::TraverseCoawaitExpr(Await);
    if (maySuspend(Await))
      for (const Expr *Guard : std::exchange(Guards, {})) {
        HeldLock Held;
        Held.IsGuard = true;
        Held.Taken = Guard;
        Held.At.push_back(Await);
        Found.push_back(std::move(Held));
      }
    return true;
  }

private:
  CoroutineTypes &Types;
  SmallVector<const Expr *, 2> Guards;
};

} // namespace

std::vector<HeldLock> locksAtSuspensions(const FunctionDecl *Function, CoroutineTypes &Types,
                                         ArrayRef<std::string> ThreadBound) {
  if (!coroutineBody(Function))
    return {};
  TemporaryGuardFinder Temporaries(Types);
  Temporaries.visitBodyOf(Function);
  std::vector<HeldLock> Result = std::move(Temporaries.Found);
  std::unique_ptr<CFG> Graph = controlFlow(Function, Types.context());
  if (!Graph)
    return Result;
  LockSteps Locks(Function, Types, ThreadBound, *Graph);
  SmallVector<SpanStep, 1> AtEntry = Locks.atEntry();
  // The walk asks of a lock that it has not met yet only in a loop, where it comes by again.
  std::vector<Span> Found = spans(
      *Graph, Types.context(),
      [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
        Locks.of(Element, Steps);
      },
      AtEntry);
  MapVector<std::pair<const void *, const Stmt *>, HeldLock> ByTaking;
  for (const Span &Each : Found) {
    // What locks and unlocks under one condition does both or neither.
    if (any_of(Each.Ended, [&](const Stmt *End) {
          return haveRelatedConditions(Each.Begin, End, Types.context());
        }))
      continue;
    HeldLock &Held = ByTaking[{Each.Thing, Each.Begin}];
    Held.Holder = static_cast<const ValueDecl *>(Each.Thing);
    Held.IsGuard = Locks.Known.lookup(Held.Holder);
    Held.IsThreadBound = Locks.isThreadBound(Held.Holder);
    Held.Taken = Each.Begin;
    Held.Left = Locks.Left.lookup(Held.Holder);
    Held.At.push_back(cast<CoroutineSuspendExpr>(Each.Use));
  }
  for (auto &[Key, Held] : ByTaking)
    Result.push_back(std::move(Held));
  return Result;
}

} // namespace corolint

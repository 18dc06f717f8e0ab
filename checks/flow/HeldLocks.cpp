// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/HeldLocks.h"
#include "checks/flow/ControlFlow.h"
#include "checks/flow/FunctionBody.h"
#include "checks/flow/Spans.h"
#include "checks/flow/Suspensions.h"
#include "checks/knowledge/LockTypes.h"
#include "clang/AST/Attr.h"
#include "clang/AST/ParentMapContext.h"
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

/// Finds what an operand names other than as the object of a member function: what it hands on.
class HandedFinder : public FunctionBodyVisitor<HandedFinder> {
public:
  DenseSet<const ValueDecl *> Found;
  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    if (Made && Made.Object && (isa<CXXMemberCallExpr>(Expression) ||
                                Made.Callee->getOverloadedOperator() == OO_Arrow ||
                                Made.Callee->getOverloadedOperator() == OO_Star))
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
  LockSteps(CoroutineTypes &Types, ArrayRef<std::string> ThreadBound, const CFG &Graph)
      : Types(Types), ThreadBound(ThreadBound), Points(Graph) {}

  DenseMap<const ValueDecl *, bool> Known; ///< Guards (true) and mutexes met so far.

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
                 (MayBeOfModel && locksByModel(Made, Types));
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
    if (Made.Arguments.empty())
      return false;
    const auto *Constructor = cast<CXXConstructorDecl>(Made.Callee);
    if (Constructor->isCopyOrMoveConstructor())
      return true;
    // What may lock is asked for by a tag or a time; a null pointer is no mutex.
    return all_of(enumerate(Made.Arguments), [&](auto Argument) {
      const Expr *Given = ignoreWrapping(Argument.value());
      const CXXRecordDecl *Class = Given->getType()->getAsCXXRecordDecl();
      bool Adopts = Class && Class->getIdentifier() && Class->getName() == "adopt_lock_t";
      return Adopts || isMutex(Given) ||
             (Argument.index() == 0 && locksByModel(Made, Types) && !isNull(Given));
    });
  }
  bool isNull(const Expr *Value) const {
    return Value->isNullPointerConstant(Types.context(), Expr::NPC_ValueDependentIsNull) !=
           Expr::NPCK_NotNull;
  }

  void declared(const VarDecl *Guard, const DeclStmt *At, SmallVectorImpl<SpanStep> &Steps) {
    Call Made = asCall(Guard->getInit());
    bool Taken = isThreadBound(Guard) || isTaken(Guard->getInit());
    if (Made)
      for (const Expr *Argument : Made.Arguments)
        if (const ValueDecl *Named = namedBy(Argument)) {
          ends(Named, At, Steps); // The guard goes on with it.
          Mutexes[Guard].insert(Named);
        }
    Steps.push_back({Guard, Taken ? SpanStep::Begins : SpanStep::Ends, At});
  }

  void called(const Call &Made, SmallVectorImpl<SpanStep> &Steps) {
    if (ignoreIdentity(Made.Expression) != ignoreWrapping(Made.Expression))
      return;
    const ValueDecl *Object = Made.Object ? namedVariable(Made.Object) : nullptr;
    const auto *Guard = dyn_cast_or_null<VarDecl>(Object);
    if (Guard && Known.lookup(Guard))
      guardCalled(Made, Guard, Steps);
    else if (Object && isMutex(Made.Object))
      mutexCalled(Made, Object, Steps);
    // A condition variable gives the lock back before it returns.
    bool Waits = isNamed(Made.Callee, {"wait", "wait_for", "wait_until"});
    bool IsGuardMade = isa<CXXConstructExpr>(Made.Expression);
    for (const Expr *Argument : Made.Arguments) {
      const ValueDecl *Named = namedBy(Argument);
      if (Named && Known.contains(Named) && !Waits && !(IsGuardMade && !Known.lookup(Named)))
        ends(Named, Made.Expression, Steps);
    }
  }

  void guardCalled(const Call &Made, const VarDecl *Guard, SmallVectorImpl<SpanStep> &Steps) {
    const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee);
    if (!Method)
      return;
    if (Method->getOverloadedOperator() == OO_Equal) {
      bool Taken = !Made.Arguments.empty() && isTaken(Made.Arguments[0]);
      Steps.push_back({Guard, Taken ? SpanStep::Begins : SpanStep::Ends, Made.Expression});
    } else if (isNamed(Method, {"lock", "lock_shared", "relock"}) ||
               Method->hasAttr<AcquireCapabilityAttr>()) {
      Steps.push_back({Guard, SpanStep::Begins, Made.Expression});
    } else if (!Method->isConst() && !Method->isOverloadedOperator()) {
      ends(Guard, Made.Expression, Steps); // unlock(), release(), and what else it may offer.
    }
  }

  void mutexCalled(const Call &Made, const ValueDecl *Mutex, SmallVectorImpl<SpanStep> &Steps) {
    bool Acquires = isNamed(Made.Callee, {"lock", "lock_shared"}) ||
                    Made.Callee->hasAttr<AcquireCapabilityAttr>();
    bool IsAwaited = Types.of(Made.Expression->getType()).isAwaitable();
    if (Acquires && !IsAwaited && Made.Callee->getReturnType()->isVoidType() &&
        Made.Arguments.empty()) {
      Known.try_emplace(Mutex, false);
      Steps.push_back({Mutex, SpanStep::Begins, Made.Expression});
    } else {
      ends(Mutex, Made.Expression, Steps);
    }
  }

  /// What each guard was made from: an awaiter that is handed its mutex may unlock that.
  DenseMap<const ValueDecl *, SmallPtrSet<const ValueDecl *, 1>> Mutexes;
  CoroutineTypes &Types;
  ArrayRef<std::string> ThreadBound;
  SuspensionPoints Points;
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
  LockSteps Locks(Types, ThreadBound, *Graph);
  // The walk asks of a lock that it has not met yet only in a loop, where it comes by again.
  std::vector<Span> Found =
      spans(*Graph, Types.context(),
            [&](const CFGElement &Element, SmallVectorImpl<SpanStep> &Steps) {
              Locks.of(Element, Steps);
            });
  MapVector<std::pair<const void *, const Stmt *>, HeldLock> ByTaking;
  for (const Span &Each : Found) {
    HeldLock &Held = ByTaking[{Each.Thing, Each.Begin}];
    Held.Holder = static_cast<const ValueDecl *>(Each.Thing);
    Held.IsGuard = Locks.Known.lookup(Held.Holder);
    Held.IsThreadBound = Locks.isThreadBound(Held.Holder);
    Held.Taken = Each.Begin;
    Held.At.push_back(cast<CoroutineSuspendExpr>(Each.Use));
  }
  for (auto &[Key, Held] : ByTaking)
    Result.push_back(std::move(Held));
  return Result;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/LockTypes.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/Attr.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isLockName(StringRef Name) { return is_contained({"lock", "lock_shared"}, Name); }
bool isUnlockName(StringRef Name) { return is_contained({"unlock", "unlock_shared"}, Name); }

/// Finds what a body calls by a name that \p Wanted accepts, and through one function of its own.
class MemberCallFinder : public RecursiveASTVisitor<MemberCallFinder> {
public:
  explicit MemberCallFinder(function_ref<bool(StringRef)> Wanted) : Wanted(Wanted) {}

  SmallVector<const CXXRecordDecl *, 2> Objects; ///< Whose members are called.
  bool Dependent = false; ///< One of something that only an instance would tell.
  bool Own = false;       ///< One of its own class, whose body may not be seen.

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (!Method)
      return true;
    bool OnItself = isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts());
    if (OnItself) {
      Own |= Method->getIdentifier() && Wanted(Method->getName());
      if (!std::exchange(Followed, true))
        if (const Stmt *Body = bodyOrPattern(Method))
          TraverseStmt(const_cast<Stmt *>(Body));
    } else if (Method->getIdentifier() && Wanted(Method->getName())) {
      Objects.push_back(Method->getParent());
    }
    return true;
  }
  bool VisitCXXDependentScopeMemberExpr(CXXDependentScopeMemberExpr *Member) {
    Dependent |= Member->getMember().isIdentifier() &&
                 Wanted(Member->getMember().getAsIdentifierInfo()->getName());
    return true;
  }

private:
  function_ref<bool(StringRef)> Wanted;
  bool Followed = false;
};

/// What a function of \p Class calls by such a name; nothing without a body.
MemberCallFinder callsIn(const FunctionDecl *Function, function_ref<bool(StringRef)> Wanted) {
  MemberCallFinder Finder(Wanted);
  if (const Stmt *Body = bodyOrPattern(Function))
    Finder.TraverseStmt(const_cast<Stmt *>(Body));
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Initializer : Constructor->inits())
      Finder.TraverseStmt(Initializer->getInit());
  return Finder;
}

/// Whether a template's argument, or one of a pack, is a mutex of threads.
bool isMutex(const TemplateArgument &Argument, CoroutineTypes &Types) {
  if (Argument.getKind() == TemplateArgument::Pack)
    return any_of(Argument.getPackAsArray(),
                  [&](const TemplateArgument &Each) { return isMutex(Each, Types); });
  return Argument.getKind() == TemplateArgument::Type &&
         isThreadMutex(Argument.getAsType()->getAsCXXRecordDecl(), Types);
}

/// Whether some constructor of \p Class locks, or cannot be seen into.
bool mayLockInConstructor(const CXXRecordDecl *Class) {
  auto Locks = [](const FunctionDecl *Constructor) {
    if (Constructor->isDeleted() || Constructor->isImplicit())
      return false;
    MemberCallFinder Calls = callsIn(Constructor, isLockName);
    return !bodyOrPattern(Constructor) || Calls.Dependent ||
           (!Calls.Objects.empty() && callsIn(Constructor, isUnlockName).Objects.empty());
  };
  return any_of(Class->decls(), [&](const Decl *Member) {
    const FunctionDecl *Function = Member->getAsFunction();
    return Function && isa<CXXConstructorDecl>(Function) && Locks(Function);
  });
}

/// Whether \p Type refers to a mutex of threads.
bool refersToMutex(QualType Type, CoroutineTypes &Types) {
  return Type->isLValueReferenceType() &&
         isThreadMutex(Type.getNonReferenceType()->getAsCXXRecordDecl(), Types);
}

/// What the declaration of \p Class tells where the body of its destructor is not seen: it is made
/// from a mutex, which its template is for, or which it can unlock.
bool isDeclaredAsLockGuard(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Class);
  bool IsForMutex = Specialization &&
                    any_of(Specialization->getTemplateArgs().asArray(),
                           [&](const TemplateArgument &Each) { return isMutex(Each, Types); });
  return (IsForMutex || memberFunction(Class, "unlock")) &&
         any_of(Class->ctors(), [&](const CXXConstructorDecl *Constructor) {
           if (Constructor->getNumParams() == 0 || Constructor->isCopyOrMoveConstructor())
             return false;
           QualType Given = Constructor->getParamDecl(0)->getType();
           return refersToMutex(Given, Types) ||
                  (!IsForMutex && Given->isPointerType() &&
                   isThreadMutex(Given->getPointeeType()->getAsCXXRecordDecl(), Types));
         });
}

/// Whether \p Function is seen to do nothing: the lock of a type that only stands for one.
bool doesNothing(const FunctionDecl *Function) {
  const auto *Body = dyn_cast_or_null<CompoundStmt>(bodyOrPattern(Function));
  return Body && Body->body_empty();
}

/// Whether each constructor of \p Class from something hands it on to \p Field, a guard, which so
/// holds the lock from then on; one that asks for less (std::defer_lock) has a tag.
bool isLockedFrom(const FieldDecl *Field, const CXXRecordDecl *Class) {
  bool Any = false;
  for (const CXXConstructorDecl *Constructor : Class->ctors()) {
    if (Constructor->isDeleted() || Constructor->isImplicit() ||
        Constructor->isCopyOrMoveConstructor())
      continue;
    const Stmt *Body = bodyOrPattern(Constructor);
    auto Made = find_if(Constructor->inits(), [&](const CXXCtorInitializer *Each) {
      return Each->getAnyMember() == Field && Each->isWritten();
    });
    if (!Body || Made == Constructor->init_end() ||
        !callsIn(Constructor, isUnlockName).Objects.empty())
      return false;
    const auto *Construction = dyn_cast<CXXConstructExpr>((*Made)->getInit()->IgnoreImplicit());
    if (!Construction || Construction->getNumArgs() != 1)
      return false;
    Any = true;
  }
  return Any;
}

/// Whether objects of \p Class hold a lock for as long as they live, in a guard that is a member:
/// what gives access to what a mutex protects.
bool ownsLockGuard(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  constexpr unsigned Few = 4;
  if (!Class->hasDefinition() || Class->isInvalidDecl() || Class->isDependentContext() ||
      Class->isLambda() || Class->getNumBases() != 0 ||
      std::distance(Class->field_begin(), Class->field_end()) > Few)
    return false;
  return any_of(Class->fields(), [&](const FieldDecl *Field) {
    const CXXRecordDecl *Of = Field->getType()->getAsCXXRecordDecl();
    return Of && isThreadLockGuard(Of, Types) && isLockedFrom(Field, Class);
  });
}

/// What running a function leaves locked, or gives back of what was locked before: classes that are
/// mutexes, types that functions of C lock, and those of atomics that are spun on.
struct LockEffects {
  SmallPtrSet<const void *, 2> Takes, GivesBack;

  bool areGivenBackBy(const LockEffects &Other) const {
    return any_of(Takes, [&](const void *Lock) { return Other.GivesBack.contains(Lock); });
  }
};

LockEffects lockEffects(const FunctionDecl *Function, CoroutineTypes &Types, unsigned Depth = 0);

/// Finds the effects of one body, and of the member functions that it calls.
class LockEffectFinder : public RecursiveASTVisitor<LockEffectFinder> {
  using Base = RecursiveASTVisitor<LockEffectFinder>;

public:
  LockEffectFinder(bool MayTake, CoroutineTypes &Types, unsigned Depth)
      : MayTake(MayTake), Types(Types), Depth(Depth) {}
  LockEffects Found;

  bool TraverseLambdaExpr(LambdaExpr *) { return true; }
  bool TraverseWhileStmt(WhileStmt *Loop) { return within(Loops, &Base::TraverseWhileStmt, Loop); }
  bool TraverseDoStmt(DoStmt *Loop) { return within(Loops, &Base::TraverseDoStmt, Loop); }
  bool TraverseForStmt(ForStmt *Loop) { return within(Loops, &Base::TraverseForStmt, Loop); }
  // Inside of a loop a condition tells when it ends.
  bool TraverseIfStmt(IfStmt *If) {
    return Loops ? Base::TraverseIfStmt(If) : within(Choices, &Base::TraverseIfStmt, If);
  }
  bool TraverseSwitchStmt(SwitchStmt *Switch) {
    return within(Choices, &Base::TraverseSwitchStmt, Switch);
  }
  bool TraverseConditionalOperator(ConditionalOperator *Choice) {
    return within(Choices, &Base::TraverseConditionalOperator, Choice);
  }

  bool VisitCallExpr(CallExpr *Expression) {
    Call Made = asCallItself(Expression);
    if (!Made)
      return true;
    if (const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee)) {
      if (Made.Object && Method->isInstance())
        ofMember(Made, Method);
    } else if (Made.Arguments.size() == 1 && Made.Arguments[0]->getType()->isPointerType()) {
      const BlockingModel *Blocks = blockingBehaviour(Made, Types);
      note(Blocks && Blocks->Category == BlockingCategory::Lock,
           Made.Arguments[0]->getType()->getPointeeType().getCanonicalType().getTypePtr());
    }
    return true;
  }

private:
  template <typename Statement>
  bool within(unsigned &Count, bool (Base::*Traverse)(Statement *, DataRecursionQueue *),
              Statement *Whole) {
    ++Count;
    bool Result = (this->*Traverse)(Whole, nullptr);
    --Count;
    return Result;
  }

  void note(bool Taken, const void *Lock) {
    if (!Taken)
      Found.GivesBack.insert(Lock);
    else if (MayTake && Choices == 0)
      Found.Takes.insert(Lock);
  }

  void ofMember(const Call &Made, const CXXMethodDecl *Method) {
    const CXXRecordDecl *Class = Method->getParent(), *Object = Made.objectClass();
    StringRef Name = Method->getIdentifier() ? Method->getName() : "";
    if ((isLockName(Name) || isUnlockName(Name)) && isThreadMutex(Class, Types))
      return note(isLockName(Name), Class->getCanonicalDecl());
    if (Object && (isStd(Object, "atomic_flag") || isStd(Object, "atomic")))
      return ofAtomic(Made, Name, Object->getCanonicalDecl());
    const FunctionDecl *Definition = visibleDefinition(Method);
    constexpr unsigned Deepest = 2;
    if (!Definition || isDispatched(Made) || Depth >= Deepest)
      return;
    LockEffects Inner = lockEffects(Definition, Types, Depth + 1);
    for (const void *Lock : Inner.Takes)
      note(/*Taken=*/true, Lock);
    for (const void *Lock : Inner.GivesBack)
      note(/*Taken=*/false, Lock);
  }

  /// A loop that goes on until it is the one who set the atomic to a constant takes a lock; setting
  /// it to one gives that back.
  void ofAtomic(const Call &Made, StringRef Name, const CXXRecordDecl *Atomic) {
    auto IsConstant = [&](int Index) {
      return constantInteger(Made.argument(Index), Types.context()).has_value();
    };
    bool Tries =
        Name == "test_and_set" || (Name == "exchange" && IsConstant(0)) ||
        (is_contained({"compare_exchange_weak", "compare_exchange_strong"}, Name) && IsConstant(1));
    bool Sets = Name == "clear" || Made.Callee->getOverloadedOperator() == OO_Equal ||
                Name == "store" || Name == "exchange";
    if (Tries && Loops != 0)
      note(/*Taken=*/true, Atomic);
    else if (Sets && (Name == "clear" || IsConstant(0)))
      note(/*Taken=*/false, Atomic);
  }

  bool MayTake;
  CoroutineTypes &Types;
  unsigned Depth;
  unsigned Loops = 0, Choices = 0;
};

/// The effects of \p Function as far as its body and those of the member functions that it calls
/// are seen; what may not take a lock (it answers whether it has) takes none, and so does what
/// waits by suspending.
LockEffects lockEffects(const FunctionDecl *Function, CoroutineTypes &Types, unsigned Depth) {
  const Stmt *Body = bodyOrPattern(Function);
  if (!Body || isa<CoroutineBodyStmt>(Body))
    return {};
  LockEffectFinder Finder(Function->getReturnType()->isVoidType(), Types, Depth);
  if (const auto *Constructor = dyn_cast<CXXConstructorDecl>(Function))
    for (const CXXCtorInitializer *Initializer : Constructor->inits())
      Finder.TraverseStmt(Initializer->getInit());
  Finder.TraverseStmt(const_cast<Stmt *>(Body));
  LockEffects Net;
  for (const void *Lock : Finder.Found.Takes)
    if (!Finder.Found.GivesBack.contains(Lock))
      Net.Takes.insert(Lock);
  for (const void *Lock : Finder.Found.GivesBack)
    if (!Finder.Found.Takes.contains(Lock))
      Net.GivesBack.insert(Lock);
  return Net;
}

/// Whether a constructor of \p Class takes a lock that \p Destructor gives back, by what their
/// bodies do.
bool isGuardByEffects(const CXXRecordDecl *Class, const CXXDestructorDecl *Destructor,
                      CoroutineTypes &Types) {
  if (isFromStd(Class) || Class->isDependentContext())
    return false;
  LockEffects AtEnd = lockEffects(Destructor, Types);
  return !AtEnd.GivesBack.empty() &&
         any_of(Class->ctors(), [&](const CXXConstructorDecl *Constructor) {
           return lockEffects(Constructor, Types).areGivenBackBy(AtEnd);
         });
}

} // namespace

bool isThreadMutex(const CXXRecordDecl *Class, CoroutineTypes &) {
  Class = Class ? definitionOrPattern(Class) : nullptr;
  if (!Class || Class->isDependentContext())
    return false;
  // A role of a thread is a capability, too.
  if (const auto *Capability = Class->getAttr<CapabilityAttr>();
      Capability && Capability->getName() == "mutex")
    return true;
  const FunctionDecl *Lock = memberFunction(Class, "lock"), *Unlock = memberFunction(Class, "unlock");
  // What waits by suspending is awaited for, or it gives a handle to the work.
  auto IsOfThreads = [&](const FunctionDecl *Function) {
    return Function &&
           (Function->getReturnType()->isVoidType() || Function->getReturnType()->isBooleanType());
  };
  return IsOfThreads(Lock) && IsOfThreads(Unlock) && Lock->getMinRequiredArguments() == 0 &&
         !(doesNothing(Lock) && doesNothing(Unlock));
}

bool isThreadLockGuard(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  const CXXRecordDecl *Definition = Class ? definitionOrPattern(Class) : nullptr;
  if (!Definition)
    return false;
  if (Definition->hasAttr<ScopedLockableAttr>())
    return true;
  if (ownsLockGuard(Definition, Types))
    return true;
  const CXXDestructorDecl *Destructor = destructorOf(Definition);
  if (!Destructor)
    return false;
  if (!bodyOrPattern(Destructor))
    return Destructor->isUserProvided() && !Definition->isDependentContext() &&
           isDeclaredAsLockGuard(Definition, Types);
  if (isGuardByEffects(Definition, Destructor, Types))
    return true;
  auto IsOfThreads = [&](const CXXRecordDecl *Object) { return isThreadMutex(Object, Types); };
  // What it locks itself was not locked before.
  if (any_of(callsIn(Destructor, isLockName).Objects, IsOfThreads))
    return false;
  MemberCallFinder Unlocks = callsIn(Destructor, isUnlockName);
  bool OfThreads = any_of(Unlocks.Objects, IsOfThreads);
  // What the body leaves open, the arguments of the template tell.
  if (!OfThreads && (Unlocks.Dependent || Unlocks.Own)) {
    if (Definition->isDependentContext())
      OfThreads = true;
    else if (const auto *Specialization = dyn_cast<ClassTemplateSpecializationDecl>(Definition))
      OfThreads = any_of(Specialization->getTemplateArgs().asArray(),
                         [&](const TemplateArgument &Argument) { return isMutex(Argument, Types); });
    else
      OfThreads = isThreadMutex(Definition, Types);
  }
  return OfThreads && mayLockInConstructor(Definition);
}

bool locksWhenMade(const CXXConstructorDecl *Constructor, CoroutineTypes &Types) {
  const CXXRecordDecl *Class = Constructor->getParent();
  const CXXDestructorDecl *Destructor = destructorOf(Class);
  return Destructor && !isFromStd(Class) && !Class->isDependentContext() &&
         lockEffects(Constructor, Types).areGivenBackBy(lockEffects(Destructor, Types));
}

bool locksByBody(const CXXMethodDecl *Method, CoroutineTypes &Types) {
  if (Method->isVirtual() || Method->isConst() || !Method->getReturnType()->isVoidType() ||
      !visibleDefinition(Method))
    return false;
  LockEffects Of = lockEffects(Method, Types);
  return !Of.Takes.empty() &&
         any_of(Method->getParent()->methods(), [&](const CXXMethodDecl *Other) {
           return !isa<CXXDestructorDecl>(Other) && Of.areGivenBackBy(lockEffects(Other, Types));
         });
}

} // namespace corolint

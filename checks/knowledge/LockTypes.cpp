// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/LockTypes.h"
#include "checks/knowledge/ClassMembers.h"
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
    return !bodyOrPattern(Constructor) || !Calls.Objects.empty() || Calls.Dependent;
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
  const CXXMethodDecl *Destructor = nullptr;
  for (const CXXMethodDecl *Method : Definition->methods())
    if (isa<CXXDestructorDecl>(Method))
      Destructor = Method;
  if (ownsLockGuard(Definition, Types))
    return true;
  if (!Destructor)
    return false;
  if (!bodyOrPattern(Destructor))
    return Destructor->isUserProvided() && !Definition->isDependentContext() &&
           isDeclaredAsLockGuard(Definition, Types);
  MemberCallFinder Unlocks = callsIn(Destructor, isUnlockName);
  bool OfThreads = any_of(Unlocks.Objects, [&](const CXXRecordDecl *Object) {
    return isThreadMutex(Object, Types);
  });
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

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/AsyncGuards.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/LockTypes.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Class, or a public base of it, has a member function that returns an awaitable. A
/// promise class has some for the language's sake.
bool isAsynchronous(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  if (!Class || memberFunction(Class, "get_return_object"))
    return false;
  return any_of(selfAndBases(Class), [&](const CXXRecordDecl *Each) {
    return any_of(Each->methods(), [&](const CXXMethodDecl *Method) {
      return !Method->isDependentContext() && Method->getOverloadedOperator() == OO_None &&
             !isa<CXXConversionDecl>(Method) && Types.of(resultType(Method)).isAwaitable();
    });
  });
}

/// Finds the fields of its own object that a destructor, or a member function that it calls, gives
/// something back to: it calls a member function of what they point to, or counts in it.
class PaidFields : public RecursiveASTVisitor<PaidFields> {
public:
  SmallPtrSet<const FieldDecl *, 4> Found;

  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const Expr *Object = Call->getImplicitObjectArgument()->IgnoreParenImpCasts();
    add(Object);
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && isa<CXXThisExpr>(Object) && !std::exchange(Followed, true))
      if (const Stmt *Body = bodyOrPattern(Method))
        TraverseStmt(const_cast<Stmt *>(Body));
    return true;
  }
  bool VisitUnaryOperator(UnaryOperator *Operator) {
    const auto *Counter = dyn_cast<MemberExpr>(Operator->getSubExpr()->IgnoreParens());
    if (Operator->isIncrementDecrementOp() && Counter)
      add(Counter->getBase());
    return true;
  }

private:
  void add(const Expr *Object) {
    const auto *Member = dyn_cast<MemberExpr>(Object->IgnoreParenImpCasts());
    if (Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts()))
      if (const auto *Field = dyn_cast<FieldDecl>(Member->getMemberDecl()))
        Found.insert(Field);
  }
  bool Followed = false;
};

const CXXDestructorDecl *writtenDestructor(const CXXRecordDecl *Class) {
  const CXXDestructorDecl *Destructor = destructorOf(Class);
  return Destructor && Destructor->isUserProvided() ? Destructor : nullptr;
}

} // namespace

const CXXRecordDecl *guardedAsyncClass(const CXXRecordDecl *Guard, CoroutineTypes &Types) {
  const CXXRecordDecl *Class = Guard ? Guard->getDefinition() : nullptr;
  if (!Class || Class->isDependentContext() || Class->isLambda())
    return nullptr;
  const CXXDestructorDecl *Destructor = writtenDestructor(Class);
  if (!Destructor || Types.of(Class).Kind != TypeKind::None)
    return nullptr;
  // A smart pointer owns; what it keeps alive is no matter of time.
  for (OverloadedOperatorKind Access : {OO_Arrow, OO_Star})
    if (!membersNamed(Class, Class->getASTContext().DeclarationNames.getCXXOperatorName(Access))
             .empty())
      return nullptr;
  const Stmt *Body = bodyOrPattern(Destructor);
  if (!Body) {
    // A part of the class that it guards.
    const auto *Outer = dyn_cast<CXXRecordDecl>(Class->getDeclContext());
    return Outer && isAsynchronous(Outer, Types) ? Outer : nullptr;
  }
  PaidFields Paid;
  Paid.TraverseStmt(const_cast<Stmt *>(Body));
  // The body of a destructor that nothing instantiated speaks of the pattern's fields.
  auto IsPaid = [&](const FieldDecl *Field) {
    return any_of(Paid.Found, [&](const FieldDecl *Each) {
      return Each->getDeclName() == Field->getDeclName();
    });
  };
  for (const FieldDecl *Field : Class->fields()) {
    QualType Type = Field->getType();
    const CXXRecordDecl *Pointee =
        Type->isAnyPointerType() || Type->isReferenceType()
            ? Type->getPointeeType()->getAsCXXRecordDecl()
            : nullptr;
    if (Pointee && IsPaid(Field) && isAsynchronous(Pointee, Types))
      return isThreadLockGuard(Class, Types) ? nullptr : Pointee;
  }
  return nullptr;
}

const FieldDecl *gateOf(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  if (!Class || !Class->hasDefinition())
    return nullptr;
  for (const FieldDecl *Field : Class->fields()) {
    const CXXRecordDecl *Type = Field->getType()->getAsCXXRecordDecl();
    if (Type && Type->hasDefinition() && Types.of(Type).Close &&
        any_of(Type->methods(), [&](const CXXMethodDecl *Method) {
          const CXXRecordDecl *Guarded =
              guardedAsyncClass(Method->getReturnType()->getAsCXXRecordDecl(), Types);
          return Guarded && Guarded->getCanonicalDecl() == Type->getCanonicalDecl();
        }))
      return Field;
  }
  return nullptr;
}

} // namespace corolint

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

/// Finds the fields of its own object that a destructor reaches through, itself or in one member
/// function that it calls.
class UsedFields : public RecursiveASTVisitor<UsedFields> {
public:
  SmallPtrSet<const FieldDecl *, 4> Found;

  bool VisitMemberExpr(MemberExpr *Member) {
    if (const auto *Field = ownField(Member->getBase()))
      Found.insert(Field);
    return true;
  }
  bool VisitCXXMemberCallExpr(CXXMemberCallExpr *Call) {
    const CXXMethodDecl *Method = Call->getMethodDecl();
    if (Method && isa<CXXThisExpr>(Call->getImplicitObjectArgument()->IgnoreParenImpCasts()) &&
        !std::exchange(Followed, true))
      if (const Stmt *Body = bodyOrPattern(Method))
        TraverseStmt(const_cast<Stmt *>(Body));
    return true;
  }

private:
  static const FieldDecl *ownField(const Expr *Object) {
    const auto *Member = dyn_cast<MemberExpr>(Object->IgnoreParenImpCasts());
    return Member && isa<CXXThisExpr>(Member->getBase()->IgnoreParenImpCasts())
               ? dyn_cast<FieldDecl>(Member->getMemberDecl())
               : nullptr;
  }
  bool Followed = false;
};

const CXXDestructorDecl *writtenDestructor(const CXXRecordDecl *Class) {
  for (const CXXMethodDecl *Method : Class->methods())
    if (const auto *Destructor = dyn_cast<CXXDestructorDecl>(Method))
      return Destructor->isUserProvided() ? Destructor : nullptr;
  return nullptr;
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
  UsedFields Used;
  Used.TraverseStmt(const_cast<Stmt *>(Body));
  // The body of a destructor that nothing instantiated speaks of the pattern's fields.
  auto IsUsed = [&](const FieldDecl *Field) {
    return any_of(Used.Found, [&](const FieldDecl *Each) {
      return Each->getDeclName() == Field->getDeclName();
    });
  };
  for (const FieldDecl *Field : Class->fields()) {
    QualType Type = Field->getType();
    const CXXRecordDecl *Pointee =
        Type->isAnyPointerType() || Type->isReferenceType()
            ? Type->getPointeeType()->getAsCXXRecordDecl()
            : nullptr;
    if (Pointee && IsUsed(Field) && isAsynchronous(Pointee, Types))
      return isThreadLockGuard(Class, Types) ? nullptr : Pointee;
  }
  return nullptr;
}

} // namespace corolint

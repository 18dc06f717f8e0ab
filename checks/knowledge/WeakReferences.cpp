// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/WeakReferences.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/TemplateArguments.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool hasArrow(const CXXRecordDecl *Class) {
  return !membersNamed(Class, Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow))
              .empty();
}

/// Whether \p Class is a smart pointer whose copies share what it points to: no guard of a lock,
/// and no sole owner.
bool isSharing(const CXXRecordDecl *Class) {
  return Class && Class->hasDefinition() && !Class->hasTrivialDestructor() && hasArrow(Class) &&
         none_of(Class->ctors(),
                 [](const CXXConstructorDecl *Each) {
                   return Each->isCopyConstructor() && Each->isDeleted();
                 }) &&
         Class->hasCopyConstructorWithConstParam();
}

/// Whether \p Function gives its object's referent, or nothing.
bool gives(const FunctionDecl *Function) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  return Method && Method->isConst() && Method->getNumParams() == 0 &&
         isSharing(Method->getReturnType()->getAsCXXRecordDecl());
}

/// Whether objects of \p Referent give out a \p Class by a member function without parameters.
bool givesOut(const CXXRecordDecl *Referent, const CXXRecordDecl *Class) {
  return any_of(selfAndBases(Referent), [&](const CXXRecordDecl *Each) {
    return any_of(Each->methods(), [&](const CXXMethodDecl *Method) {
      return Method->getNumParams() == 0 &&
             declaresSameEntity(Method->getReturnType()->getAsCXXRecordDecl(), Class);
    });
  });
}

} // namespace

bool isWeakReference(const CXXRecordDecl *Class) {
  QualType Referent = typeArgument(Class);
  if (Referent.isNull() || !Class->hasDefinition() || hasArrow(Class))
    return false;
  const CXXRecordDecl *Of = Referent->getAsCXXRecordDecl();
  return gives(memberFunction(Class, "lock")) ||
         (Of && gives(memberFunction(Class, "get")) && givesOut(Of, Class));
}

const Expr *lockedReference(const Expr *Value) {
  Call Made = asCall(Value);
  return Made && Made.Object && Made.Callee->getIdentifier() &&
                 is_contained({"lock", "get"}, Made.Callee->getName()) && gives(Made.Callee) &&
                 isWeakReference(Made.objectClass())
             ? Made.Object
             : nullptr;
}

} // namespace corolint

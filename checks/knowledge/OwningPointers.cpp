// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/OwningPointers.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/MemberNames.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool hasOperator(const CXXRecordDecl *Class, OverloadedOperatorKind Operator) {
  return Class && Class->hasDefinition() &&
         !membersNamed(Class, Class->getASTContext().DeclarationNames.getCXXOperatorName(Operator))
              .empty();
}

} // namespace

bool isIterator(const CXXRecordDecl *Class) {
  return hasOperator(Class, OO_Star) && hasOperator(Class, OO_PlusPlus);
}

bool isOwningPointer(const CXXRecordDecl *Class) {
  return Class && Class->hasDefinition() && !Class->isDependentContext() && !isIterator(Class) &&
         hasOperator(Class, OO_Arrow) && !Class->hasTrivialDestructor();
}

bool isSharingPointer(const CXXRecordDecl *Class) {
  return isOwningPointer(Class) && !isStd(Class, "optional") && !hasMember(Class, "has_value") &&
         Class->hasCopyConstructorWithConstParam() &&
         none_of(Class->ctors(), [](const CXXConstructorDecl *Each) {
           return Each->isCopyConstructor() && Each->isDeleted();
         });
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/WeakReferences.h"
#include "checks/knowledge/Calls.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isSmartPointer(const CXXRecordDecl *Class) {
  return Class && Class->hasDefinition() && !Class->hasTrivialDestructor() &&
         !membersNamed(Class,
                       Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow))
              .empty();
}

/// Whether \p Function gives its object's referent, or nothing.
bool gives(const FunctionDecl *Function) {
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Function);
  return Method && Method->isConst() && Method->getNumParams() == 0 &&
         isSmartPointer(Method->getReturnType()->getAsCXXRecordDecl());
}

} // namespace

bool isWeakReference(const CXXRecordDecl *Class) {
  return Class && Class->hasDefinition() && !isSmartPointer(Class) &&
         (gives(memberFunction(Class, "lock")) || gives(memberFunction(Class, "get")));
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

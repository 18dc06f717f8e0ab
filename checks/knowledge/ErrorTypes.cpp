// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/ErrorTypes.h"
#include "checks/knowledge/MemberNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {

ErrorCarrier errorCarrier(QualType Type, CoroutineTypes &Types) {
  const CXXRecordDecl *Class = Type.getNonReferenceType()->getAsCXXRecordDecl();
  if (!Class || !Class->hasDefinition() || !Class->getIdentifier())
    return ErrorCarrier::None;
  Class = Class->getDefinition();
  if (Class->isInStdNamespace()) {
    // A container carries what its elements do.
    if (is_contained({"vector", "array", "optional", "span"}, Class->getName()))
      if (const auto *Container = dyn_cast<ClassTemplateSpecializationDecl>(Class))
        return errorCarrier(Container->getTemplateArgs()[0].getAsType(), Types);
    if (is_contained({"error_code", "exception_ptr"}, Class->getName()))
      return ErrorCarrier::Error;
    if (Class->getName() == "expected")
      return ErrorCarrier::ValueOrError;
  }
  // The class of std::exception_ptr stands in an inner namespace in libstdc++.
  if (Class->getName() == "exception_ptr")
    if (const auto *Scope = dyn_cast<NamespaceDecl>(Class->getDeclContext()))
      if (Scope->isInStdNamespace())
        return ErrorCarrier::Error;
  if (hasMember(Class, "has_error") || hasMember(Class, "hasError") ||
      hasMember(Class, "hasException"))
    return ErrorCarrier::ValueOrError;
  switch (Types.of(Class).Kind) {
  case TypeKind::Result:
  case TypeKind::Task:
  case TypeKind::Future:
    return ErrorCarrier::ValueOrError;
  default:
    break;
  }
  return hasMember(Class, "failed") ? ErrorCarrier::Error : ErrorCarrier::None;
}

} // namespace corolint

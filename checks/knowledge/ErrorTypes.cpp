// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/ErrorTypes.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/MemberNames.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

bool isStdError(QualType Type) {
  const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
  if (!Class || !Class->getIdentifier())
    return false;
  // The class of std::exception_ptr stands in an inner namespace in libstdc++.
  const auto *Scope = dyn_cast<NamespaceDecl>(Class->getDeclContext());
  return isStd(Class, "error_code") || isStd(Class, "exception_ptr") ||
         (Class->getName() == "exception_ptr" && Scope && Scope->isInStdNamespace());
}

/// Whether one of the types that \p Class is made of is an error of the standard's, or a result by
/// a model, beside others.
bool isMadeWithError(const ClassTemplateSpecializationDecl *Class, CoroutineTypes &Types) {
  SmallVector<TemplateArgument, 4> Parts;
  for (const TemplateArgument &Each : Class->getTemplateArgs().asArray())
    append_range(Parts,
                 Each.getKind() == TemplateArgument::Pack ? Each.getPackAsArray() : ArrayRef(Each));
  return Parts.size() > 1 && any_of(Parts, [&](const TemplateArgument &Part) {
           return Part.getKind() == TemplateArgument::Type &&
                  (isStdError(Part.getAsType()) ||
                   Types.of(Part.getAsType()).Kind == TypeKind::Result);
         });
}

/// The public function \p Name of \p Class that takes nothing and returns something; null without
/// one.
const CXXMethodDecl *getter(const CXXRecordDecl *Class, StringRef Name) {
  for (const NamedDecl *Member : membersNamed(Class, Name))
    if (const auto *Function = dyn_cast<CXXMethodDecl>(Member))
      if (Function->getAccess() == AS_public && !Function->isStatic() &&
          Function->getNumParams() == 0 && !Function->getReturnType()->isVoidType())
        return Function;
  return nullptr;
}

bool tells(const CXXRecordDecl *Class, StringRef Name) {
  const CXXMethodDecl *Question = getter(Class, Name);
  return Question && Question->isConst() && Question->getReturnType()->isBooleanType();
}

/// How \p Class carries a failure by the members that let it be asked for, its own or those of
/// std::expected.
ErrorCarrier byMembers(const CXXRecordDecl *Class) {
  if (any_of(selfAndBases(Class),
             [](const CXXRecordDecl *Each) { return isStd(Each, "expected"); }) ||
      (tells(Class, "has_value") && getter(Class, "error")))
    return ErrorCarrier::ValueOrError;
  if (!tells(Class, "ok"))
    return ErrorCarrier::None;
  // A response of HTTP, too, says whether it is ok and what its status is, as a number.
  if (getter(Class, "value") && (getter(Class, "error") || getter(Class, "status")))
    return ErrorCarrier::ValueOrError;
  bool HasCode = any_of(ArrayRef<StringRef>{"code", "error_code"}, [&](StringRef Name) {
    const CXXMethodDecl *Code = getter(Class, Name);
    return Code && Code->getReturnType()->isEnumeralType();
  });
  return HasCode ? ErrorCarrier::Error : ErrorCarrier::None;
}

} // namespace

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
    const auto *Made = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    if (Made && is_contained({"pair", "tuple", "variant"}, Class->getName()) &&
        isMadeWithError(Made, Types))
      return ErrorCarrier::ValueOrError;
    if (Made && is_contained({"unique_ptr", "shared_ptr"}, Class->getName()))
      if (const CXXRecordDecl *To = Made->getTemplateArgs()[0].getAsType()->getAsCXXRecordDecl())
        return byMembers(To) == ErrorCarrier::ValueOrError ? ErrorCarrier::ValueOrError
                                                           : ErrorCarrier::None;
  }
  if (isStdError(Type.getNonReferenceType()))
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
  return hasMember(Class, "failed") ? ErrorCarrier::Error : byMembers(Class);
}

} // namespace corolint

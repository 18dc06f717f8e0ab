// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/Limiters.h"
#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/TemplateArguments.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Function can be called with nothing, or a number of places.
bool takesAtMostANumber(const FunctionDecl *Function) {
  return all_of(Function->parameters(), [](const ParmVarDecl *Parameter) {
    return Parameter->hasDefaultArg() || isNumberOfPlaces(Parameter->getType());
  });
}

} // namespace

bool isNumberOfPlaces(QualType Type) { return Type->isIntegerType() && !Type->isBooleanType(); }

bool isMadeWithNumber(const CXXRecordDecl *Class) {
  if (!Class || !Class->hasDefinition() || Class->ctors().empty())
    return false;
  return all_of(Class->ctors(),
                [](const CXXConstructorDecl *Each) {
                  return Each->isImplicit() || Each->isDeleted() ||
                         Each->isCopyOrMoveConstructor() ||
                         any_of(Each->parameters(), [](const ParmVarDecl *Given) {
                           // Ports, say, are narrower.
                           return !Given->hasDefaultArg() && isNumberOfPlaces(Given->getType()) &&
                                  Given->getType()->isUnsignedIntegerType() &&
                                  Given->getASTContext().getTypeSize(Given->getType()) >= 32;
                         });
                }) &&
         any_of(Class->ctors(), [](const CXXConstructorDecl *Each) {
           return !Each->isImplicit() && !Each->isDeleted() && !Each->isCopyOrMoveConstructor();
         });
}

bool isLimiter(const CXXRecordDecl *Class, CoroutineTypes &Types) {
  if (!Class)
    return false;
  TypeKind Kind = Types.of(Class).Kind;
  if (Kind != TypeKind::None)
    return Kind == TypeKind::Limiter;
  if (!Class->hasDefinition())
    return false;
  bool IsCounted = any_of(Class->ctors(), [](const CXXConstructorDecl *Constructor) {
    return Constructor->getNumParams() > 0 && isNumberOfPlaces(Constructor->getParamDecl(0)->getType()) &&
           Constructor->getMinRequiredArguments() <= 1;
  });
  if (!IsCounted)
    return false;
  bool IsAsked = false, IsGivenBack = false;
  for (const CXXMethodDecl *Method : Class->methods()) {
    if (isa<CXXConstructorDecl, CXXDestructorDecl>(Method) || Method->isStatic() ||
        Method->isConst() || Method->getReturnType()->isReferenceType() ||
        !takesAtMostANumber(Method))
      continue;
    CoroutineType Result = Types.of(Method->getReturnType());
    if (Method->getReturnType()->isVoidType())
      IsGivenBack = true;
    if (!Result.isAwaitable())
      continue;
    IsAsked = true;
    QualType Given = awaitedResult(Result);
    const CXXRecordDecl *Place = Given.isNull() ? nullptr : Given->getAsCXXRecordDecl();
    IsGivenBack |= Place && Place->hasDefinition() && Place->hasUserDeclaredDestructor() &&
                   !Place->isInStdNamespace();
  }
  return IsAsked && IsGivenBack;
}

/// What \p Given is or points to, by whatever pointer.
static const CXXRecordDecl *pointeeClass(QualType Given) {
  if (Given->isPointerType())
    Given = Given->getPointeeType();
  const CXXRecordDecl *Class = Given->getAsCXXRecordDecl();
  QualType Held = typeArgument(Class);
  bool IsPointer =
      Class && Class->hasDefinition() && !Held.isNull() &&
      !membersNamed(Class, Class->getASTContext().DeclarationNames.getCXXOperatorName(OO_Arrow))
           .empty();
  return IsPointer ? Held->getAsCXXRecordDecl() : Class;
}

/// Whether awaiting what \p Made gives gives a place: an object that keeps a limiter, to give the
/// place back to it in the end.
static bool givesPlace(const Call &Made, CoroutineTypes &Types) {
  CoroutineType Result = Types.of(Made.Expression->getType());
  if (!Result.isAwaitable())
    return false;
  QualType Given = awaitedResult(Result);
  if (Given.isNull())
    Given = typeArgument(Result.Record);
  const CXXRecordDecl *Place = Given.isNull() ? nullptr : Given->getAsCXXRecordDecl();
  return Place && Place->hasDefinition() && Place->hasUserDeclaredDestructor() &&
         any_of(Place->fields(), [&](const FieldDecl *Each) {
           return isLimiter(pointeeClass(Each->getType().getNonReferenceType()), Types);
         });
}

bool asksLimiter(const Call &Made, CoroutineTypes &Types) {
  return isLimiter(Made.objectClass(), Types) || givesPlace(Made, Types) ||
         any_of(Made.Arguments, [&](const Expr *Argument) {
           return isLimiter(pointeeClass(ignoreWrapping(Argument)->getType()), Types);
         });
}

} // namespace corolint

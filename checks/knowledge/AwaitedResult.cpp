// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/AwaitedResult.h"
#include "checks/knowledge/ClassMembers.h"
#include "clang/AST/DeclTemplate.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// \p Type, read from the template that \p Record is an instance of, with its parameters replaced;
/// null if it depends on anything else.
QualType inInstance(QualType Type, const CXXRecordDecl *Record) {
  if (Type.isNull() || !Type->isDependentType())
    return Type.isNull() || Type->isUndeducedType() ? QualType() : Type;
  // Not getAs(), which before LLVM 22 gives a type without its declaration.
  const auto *Parameter = dyn_cast<TemplateTypeParmType>(Type->getUnqualifiedDesugaredType());
  const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Record);
  const Decl *Declared = Parameter ? Parameter->getDecl() : nullptr;
  const auto *Template = Declared ? dyn_cast<CXXRecordDecl>(Declared->getDeclContext()) : nullptr;
  // By its place: each declaration of a template has parameters of its own.
  if (!Instance || !Template ||
      Template->getCanonicalDecl() !=
          Instance->getSpecializedTemplate()->getTemplatedDecl()->getCanonicalDecl())
    return {};
  const TemplateArgumentList &Arguments = Instance->getTemplateArgs();
  unsigned Index = Parameter->getIndex();
  return Index < Arguments.size() &&
                 Arguments[Index].getKind() == TemplateArgument::Type
             ? Arguments[Index].getAsType()
             : QualType();
}

/// What the awaiter \p Awaiter of a \p Record yields; null if that is not known.
QualType resumedWith(const CXXRecordDecl *Awaiter, const CXXRecordDecl *Record) {
  const FunctionDecl *Resume = Awaiter ? memberFunction(Awaiter, "await_resume") : nullptr;
  return Resume ? inInstance(resultType(Resume), Record) : QualType();
}

/// What the coroutines of \p Promise return; null if that is not known.
QualType returned(const CXXRecordDecl *Promise, const CXXRecordDecl *Record) {
  if (memberFunction(Promise, "return_void"))
    return Record->getASTContext().VoidTy;
  for (const NamedDecl *Member : membersNamed(Promise, "return_value")) {
    const FunctionDecl *Function = Member->getAsFunction();
    if (!Function || isa<FunctionTemplateDecl>(Member) || Function->getNumParams() != 1)
      return {};
    return inInstance(Function->getParamDecl(0)->getType().getNonReferenceType(), Record);
  }
  return {};
}

} // namespace

QualType awaitedResult(const CoroutineType &Type) {
  if (!Type.Record)
    return {};
  auto Operators = operatorsCoAwait(Type.Record);
  if (!Operators.empty()) {
    // The overloads differ in whether they move the result out.
    if (QualType Result = resumedWith(classOrPattern(resultType(Operators[0])), Type.Record);
        !Result.isNull())
      return Result;
  } else if (isAwaiter(Type.Record)) {
    if (QualType Result = resumedWith(Type.Record, Type.Record); !Result.isNull())
      return Result;
  }
  return Type.Promise ? returned(Type.Promise, Type.Record) : QualType();
}

Answer worksAsCondition(QualType Type) {
  if (Type.isNull() || Type->isDependentType())
    return Answer::Unknown;
  Type = Type.getNonReferenceType();
  if (Type->isArithmeticType() || Type->isAnyPointerType() || Type->isMemberPointerType() ||
      Type->isUnscopedEnumerationType())
    return Answer::Yes;
  const CXXRecordDecl *Record = Type->getAsCXXRecordDecl();
  if (!Record)
    return Answer::No;
  Record = definitionOrPattern(Record);
  if (!Record)
    return Answer::Unknown;
  for (const NamedDecl *Candidate : Record->getVisibleConversionFunctions())
    if (const auto *Conversion = dyn_cast<CXXConversionDecl>(Candidate->getUnderlyingDecl());
        Conversion && !Conversion->isDeleted() && Conversion->getConversionType()->isBooleanType())
      return Answer::Yes;
  return Record->hasAnyDependentBases() ? Answer::Unknown : Answer::No;
}

} // namespace corolint

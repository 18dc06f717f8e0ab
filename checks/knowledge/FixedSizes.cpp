// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/FixedSizes.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/StdNames.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The one of the arguments of \p Class that is a number, not negative; none where there are more,
/// or none.
std::optional<uint64_t> numberIn(const ClassTemplateSpecializationDecl *Class) {
  std::optional<uint64_t> Found;
  for (const TemplateArgument &Each : Class->getTemplateArgs().asArray()) {
    if (Each.getKind() != TemplateArgument::Integral || Each.getIntegralType()->isBooleanType())
      continue;
    const APSInt Number = Each.getAsIntegral();
    if (Found || Number.isNegative() || Number.getActiveBits() > 64)
      return std::nullopt;
    Found = Number.getZExtValue();
  }
  return Found;
}

bool hasStaticCapacity(const CXXRecordDecl *Class) {
  const FunctionDecl *Capacity = memberFunction(Class, "capacity");
  const auto *Method = dyn_cast_or_null<CXXMethodDecl>(Capacity);
  return Method && Method->isStatic() && Method->getNumParams() == 0;
}

} // namespace

std::optional<uint64_t> fixedSize(QualType Range, const ASTContext &Context) {
  QualType Type = Range.getNonReferenceType();
  if (const ConstantArrayType *Array = Context.getAsConstantArrayType(Type))
    return Array->getSize().getZExtValue();
  const auto *Class = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Type->getAsCXXRecordDecl());
  if (!Class || !Class->hasDefinition())
    return std::nullopt;
  std::optional<uint64_t> Size = numberIn(Class);
  if (isStd(Class, "span"))
    return Size == UINT64_MAX ? std::nullopt : Size; // std::dynamic_extent
  return isStd(Class, "array") || hasStaticCapacity(Class) ? Size : std::nullopt;
}

} // namespace corolint

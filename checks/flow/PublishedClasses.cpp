// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/flow/PublishedClasses.h"
#include "checks/flow/FunctionBody.h"
#include "checks/knowledge/OwningPointers.h"
#include "checks/knowledge/UnitCode.h"
#include "clang/AST/DeclTemplate.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// Reads the types of members and variables.
class KeptTypes : public InstanceVisitor<KeptTypes> {
public:
  explicit KeptTypes(PublishedClasses &Found) : Found(Found) {}

  bool VisitFieldDecl(FieldDecl *Field) {
    if (const auto *Class = dyn_cast<CXXRecordDecl>(Field->getParent());
        Class && !Class->isDependentContext() && !Class->isLambda())
      keep(Field->getType(), Class->getCanonicalDecl());
    return true;
  }
  bool VisitVarDecl(VarDecl *Variable) {
    if (Variable->hasGlobalStorage() && !Variable->getDeclContext()->isDependentContext())
      keep(Variable->getType(), /*Keeper=*/nullptr);
    return true;
  }

private:
  PublishedClasses::Keepers &keepersOf(const CXXRecordDecl *Class) {
    return Found.Kept[Class->getCanonicalDecl()];
  }
  /// An object of type \p Type lies in \p Keeper, or (null) in a variable of the program.
  void keep(QualType Type, const CXXRecordDecl *Keeper) {
    if (Type->isReferenceType() || Type->isPointerType()) {
      if (const CXXRecordDecl *Pointee = Type->getPointeeCXXRecordDecl())
        keepersOf(Pointee).Otherwise |= !Type->getPointeeType().isConstQualified();
      return;
    }
    if (const ArrayType *Array = Type->getAsArrayTypeUnsafe())
      return keep(Array->getElementType(), Keeper);
    const CXXRecordDecl *Class = Type->getAsCXXRecordDecl();
    if (!Class)
      return;
    if (!Keeper)
      keepersOf(Class).Otherwise |= !Type.isConstQualified();
    // What its arguments name is known the second time.
    if (!keepersOf(Class).PartOf.insert(Keeper).second)
      return;
    const auto *Instance = dyn_cast<ClassTemplateSpecializationDecl>(Class);
    if (!Instance)
      return;
    const bool Shares = isSharingPointer(Class);
    for (const TemplateArgument &Each : Instance->getTemplateArgs().asArray()) {
      if (Each.getKind() != TemplateArgument::Type)
        continue;
      const CXXRecordDecl *Pointee = Shares ? Each.getAsType()->getAsCXXRecordDecl() : nullptr;
      if (!Pointee)
        keep(Each.getAsType(), Keeper);
      else if (Each.getAsType().isConstQualified())
        keepersOf(Pointee).AsConst = true;
      else
        keepersOf(Pointee).Otherwise = true;
    }
  }

  PublishedClasses &Found;
};

PublishedClasses::PublishedClasses(ASTContext &Context) {
  KeptTypes Types(*this);
  forEachOwnDeclaration(Context, [&](Decl *Each) { Types.TraverseDecl(Each); });
}

bool PublishedClasses::contains(const CXXRecordDecl *Class) const {
  Class = Class->getCanonicalDecl();
  auto [Answer, IsNew] = Known.try_emplace(Class, false);
  if (!IsNew)
    return Answer->second;
  auto Keepers = Kept.find(Class);
  const bool Result = Keepers != Kept.end() && !Keepers->second.Otherwise &&
                      (Keepers->second.AsConst || !Keepers->second.PartOf.empty()) &&
                      all_of(Keepers->second.PartOf,
                             [&](const CXXRecordDecl *Each) { return !Each || contains(Each); });
  return Known[Class] = Result;
}

} // namespace corolint

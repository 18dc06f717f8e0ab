// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/StandardOwners.h"
#include "checks/knowledge/ClassMembers.h"
#include "checks/knowledge/TemplateArguments.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The one constructor of \p Class that takes \p Count arguments and is not there to copy or move;
/// null if there is none or several.
const CXXConstructorDecl *onlyConstructor(const CXXRecordDecl *Class, unsigned Count) {
  const CXXConstructorDecl *Found = nullptr;
  for (const Decl *Member : Class->decls()) {
    const auto *Constructor = dyn_cast<CXXConstructorDecl>(Member);
    if (isa<FunctionTemplateDecl>(Member) &&
        isa<CXXConstructorDecl>(cast<FunctionTemplateDecl>(Member)->getTemplatedDecl()))
      return nullptr;
    if (!Constructor || Constructor->isCopyOrMoveConstructor() || Constructor->isDeleted() ||
        Count < Constructor->getMinRequiredArguments() ||
        (Count > Constructor->getNumParams() && !Constructor->isVariadic()))
      continue;
    if (Found)
      return nullptr;
    Found = Constructor;
  }
  return Found;
}

} // namespace

SmallVector<QualType, 2> ownedTypes(const CXXRecordDecl *Class) {
  SmallVector<QualType, 2> Owned;
  const auto *Instance = dyn_cast_or_null<ClassTemplateSpecializationDecl>(Class);
  if (!Instance || !Instance->isInStdNamespace() || !Instance->getIdentifier())
    return Owned;
  StringRef Name = Instance->getName();
  unsigned Count = 0;
  if (Name == "unique_ptr") {
    QualType Deleter = typeArgument(Instance, 1);
    Count = !Deleter.isNull() && isStd(Deleter->getAsCXXRecordDecl(), "default_delete");
  } else if (is_contained({"optional", "vector", "deque", "list", "forward_list", "set", "multiset",
                           "unordered_set", "unordered_multiset"},
                          Name)) {
    Count = 1;
  } else if (is_contained({"map", "multimap", "unordered_map", "unordered_multimap"}, Name)) {
    Count = 2;
  } else if (Name == "variant") {
    for (const TemplateArgument &Each : Instance->getTemplateArgs()[0].pack_elements())
      Owned.push_back(Each.getAsType());
  }
  for (unsigned I = 0; I < Count; ++I)
    if (QualType Type = typeArgument(Instance, I); !Type.isNull())
      Owned.push_back(Type);
  return Owned;
}

const CXXConstructorDecl *constructorCalled(const Call &Made) {
  if (!Made || !Made.Callee->getIdentifier())
    return nullptr;
  StringRef Name = Made.Callee->getName();
  QualType Type;
  if (const auto *Method = dyn_cast<CXXMethodDecl>(Made.Callee)) {
    const auto *Owner = dyn_cast<ClassTemplateSpecializationDecl>(Method->getParent());
    if (Owner && Owner->isInStdNamespace() &&
        is_contained({"emplace", "emplace_back", "emplace_front"}, Name) &&
        ownedTypes(Owner).size() == 1)
      Type = ownedTypes(Owner).front();
  } else if (Made.Callee->isInStdNamespace() &&
             is_contained({"make_unique", "make_shared"}, Name)) {
    if (const TemplateArgumentList *Arguments = Made.Callee->getTemplateSpecializationArgs();
        Arguments && Arguments->size() && (*Arguments)[0].getKind() == TemplateArgument::Type)
      Type = (*Arguments)[0].getAsType();
  }
  const CXXRecordDecl *Class = Type.isNull() ? nullptr : Type->getAsCXXRecordDecl();
  // An object that is given is copied or moved.
  bool IsGiven = Class && Made.Arguments.size() == 1 &&
                 Made.Arguments[0]->getType()->getAsCXXRecordDecl() == Class;
  return Class && Class->hasDefinition() && !IsGiven
             ? onlyConstructor(Class->getDefinition(), Made.Arguments.size())
             : nullptr;
}

} // namespace corolint

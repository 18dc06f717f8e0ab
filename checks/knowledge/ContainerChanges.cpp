// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/knowledge/ContainerChanges.h"
#include "checks/knowledge/MemberNames.h"
#include "llvm/ADT/STLExtras.h"

using namespace clang;
using namespace llvm;

namespace corolint {

/// Whether a member function called \p Name moves elements, but adds none.
static bool makesRoom(StringRef Name) {
  return is_contained({"reserve", "shrink_to_fit", "rehash"}, Name);
}

std::optional<ChangeKind> changeOf(const CXXMethodDecl *Method) {
  if (Method->isConst() || Method->isStatic())
    return std::nullopt;
  if (Method->getOverloadedOperator() == OO_Equal)
    return ChangeKind::Replaces;
  if (Method->getOverloadedOperator() == OO_PlusEqual)
    return ChangeKind::Grows;
  if (!Method->getIdentifier())
    return std::nullopt;
  StringRef Name = Method->getName();
  if (is_contained({"erase", "clear", "pop_back", "pop_front", "pop", "extract", "remove",
                    "remove_if", "resize"},
                   Name))
    return ChangeKind::Removes;
  if (is_contained({"assign", "swap", "reset", "release", "splice", "merge"}, Name))
    return ChangeKind::Replaces;
  if (is_contained({"push_back", "emplace_back", "push_front", "emplace_front", "push", "insert",
                    "emplace", "append", "try_emplace", "insert_or_assign", "insert_range",
                    "append_range", "reserve", "shrink_to_fit", "rehash"},
                   Name))
    return ChangeKind::Grows;
  return std::nullopt;
}

bool fillsContainer(const CXXMethodDecl *Method) {
  if (!Method->getParent()->isInStdNamespace() || !Method->getIdentifier())
    return false;
  return Method->getName() == "assign" ||
         (changeOf(Method) == ChangeKind::Grows && !makesRoom(Method->getName()));
}

bool alwaysAdds(const CXXMethodDecl *Method) {
  return changeOf(Method) == ChangeKind::Grows && Method->getIdentifier() &&
         is_contained({"push_back", "emplace_back", "push_front", "emplace_front", "push"},
                      Method->getName());
}

bool keepsSize(const CXXMethodDecl *Method) {
  if (Method->getOverloadedOperator() == OO_Subscript)
    return Method->isConst() || !hasMember(Method->getParent(), "mapped_type");
  return Method->isConst() ||
         (Method->getIdentifier() &&
          is_contained({"begin", "end", "rbegin", "rend", "at", "front", "back", "data", "find"},
                       Method->getName()));
}

bool neverAdds(const CXXMethodDecl *Method) {
  return keepsSize(Method) ||
         (Method->getIdentifier() &&
          (makesRoom(Method->getName()) ||
           (changeOf(Method) == ChangeKind::Removes && Method->getName() != "resize")));
}

} // namespace corolint

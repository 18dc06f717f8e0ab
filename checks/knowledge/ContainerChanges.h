// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does a member function of a container, a smart pointer or an optional do to what it holds?

#pragma once

#include "clang/AST/DeclCXX.h"
#include <optional>

namespace corolint {

/// What becomes of what an object holds.
enum class ChangeKind {
  Grows,    ///< Elements are added, which may move the others.
  Removes,  ///< Elements are taken out and destroyed.
  Replaces, ///< It is given another value, or none.
};

/// What calling \p Method does to its object, by the names that the standard gives to what
/// containers, smart pointers and std::optional do; none for anything else.
std::optional<ChangeKind> changeOf(const clang::CXXMethodDecl *Method);

/// Whether \p Method, of a class of the standard library, adds to or replaces what its object holds.
bool fillsContainer(const clang::CXXMethodDecl *Method);

/// Whether calling \p Method, by its name, leaves its container with one element more, whatever is
/// in it: `push_back`, and no `insert`, which adds nothing to a set that has the element.
bool alwaysAdds(const clang::CXXMethodDecl *Method);

/// Whether calling \p Method leaves as many elements in its container as there are: it is const, or
/// gives one of them or a place among them. (`map[key]` may add one.)
bool keepsSize(const clang::CXXMethodDecl *Method);

/// Whether calling \p Method leaves no more elements in its container than there are.
bool neverAdds(const clang::CXXMethodDecl *Method);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What do the C++ library's templates, whose bodies are not read, construct and destroy?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// The types of the objects that an object of \p Class owns, and destroys with itself: of
/// std::unique_ptr with its default deleter, of an optional, a variant or a container. Empty for
/// every other class, std::shared_ptr's among them, which may not be the last owner.
llvm::SmallVector<clang::QualType, 2> ownedTypes(const clang::CXXRecordDecl *Class);

/// The constructor by which \p Made, a std::make_unique or std::make_shared or an emplacing member,
/// makes an object of the type that it is a template over; null where several may do, or if it makes
/// none.
const clang::CXXConstructorDecl *constructorCalled(const Call &Made);

} // namespace corolint

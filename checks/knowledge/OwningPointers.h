// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which classes point to an object, and what do they have to do with how long that lives?

#pragma once

#include "clang/AST/DeclCXX.h"

namespace corolint {

/// Whether objects of \p Class (null: none) are iterators: they point, and can be moved on.
bool isIterator(const clang::CXXRecordDecl *Class);

/// Whether an object of \p Class (null: none) owns the one object that it points to, or holds it.
bool isOwningPointer(const clang::CXXRecordDecl *Class);

/// Whether it is such a pointer whose copies keep the same object alive: no sole owner, and no
/// optional.
bool isSharingPointer(const clang::CXXRecordDecl *Class);

} // namespace corolint

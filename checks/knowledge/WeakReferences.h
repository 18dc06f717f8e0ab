// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which types refer to an object without keeping it alive?

#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace corolint {

/// Whether objects of \p Class (null: none) refer to another object that may be gone: it is a
/// template's instance for the class of that object, no smart pointer itself, and has a const
/// member function `lock()` or `get()` without parameters that gives one, by value, that can be
/// copied and may be null. With `get()`, which snapshots have, too, that class must give out such
/// references to its objects.
bool isWeakReference(const clang::CXXRecordDecl *Class);

/// The weak reference that \p Value asks for its object; null for any other expression.
const clang::Expr *lockedReference(const clang::Expr *Value);

} // namespace corolint

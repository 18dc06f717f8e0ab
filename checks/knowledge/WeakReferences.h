// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which types refer to an object without keeping it alive?

#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/Expr.h"

namespace corolint {

/// Whether objects of \p Class (null: none) refer to another object that may be gone: a const member
/// function `lock()` (std::weak_ptr) or `get()` (C++/WinRT's weak_ref) without parameters gives a smart
/// pointer to it by value, and the class is none itself.
bool isWeakReference(const clang::CXXRecordDecl *Class);

/// The weak reference that \p Value asks for its object; null for any other expression.
const clang::Expr *lockedReference(const clang::Expr *Value);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How does an object come to its end, and what does it tell its work then?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// Whether a coroutine of \p Class, a member function whose body is seen, destroys the object that it
/// belongs to, by itself or by a member function that it calls: that end is its own affair, and it
/// knows of what else runs on the object.
bool endsItself(const clang::CXXRecordDecl *Class);

/// Whether \p Expression, in a member function of \p Class, has a stop token in it, by itself or by a
/// local variable, that comes from a part of the object, which the end of the object tells to stop: its
/// destructor, or a function that this calls, does so, or its body is not seen.
bool stopsWithObject(const clang::Expr *Expression, const clang::CXXRecordDecl *Class,
                     CoroutineTypes &Types);

} // namespace corolint

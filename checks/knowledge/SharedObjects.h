// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which objects live as long as references to them are counted, and what counts as one?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// Whether the objects of \p Class are owned by counted references, and so end when the last of
/// these does: a model says so of it or of a class it derives from, or it hands out such references
/// to itself (a base made for it has a member function that returns a smart pointer to it).
bool isSharedObject(const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

/// Whether a value of \p Type (references aside) keeps an object of \p Class alive: it is a smart
/// pointer to it, or to a class that it derives from or that derives from it.
bool isStrongReference(clang::QualType Type, const clang::CXXRecordDecl *Class);

/// Whether a value of \p Type keeps an object of \p Class: it is a strong reference to it, is or
/// owns an object that has one for a member, or a guard that somebody waits for asynchronously,
/// such as the holder of a gate.
bool keepsObject(clang::QualType Type, const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

/// Whether \p Expression has something in it that is such a reference or guard, a closure's captures
/// included.
bool holdsObject(const clang::Stmt *Expression, const clang::CXXRecordDecl *Class,
                 CoroutineTypes &Types);

} // namespace corolint

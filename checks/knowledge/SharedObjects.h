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

/// Whether a value of \p Type (references aside) keeps an object of \p Class by itself: it is a
/// strong reference to it, or a guard that somebody waits for asynchronously, such as the holder of
/// a gate.
bool isKeeper(clang::QualType Type, const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

/// Whether a variable of \p Type keeps an object of \p Class, as far as the type tells: it is such
/// a keeper, or (no reference to) an object of another class, or the owner of one, std::shared_ptr
/// or std::unique_ptr, that has a strong reference for a member. That may be null, or refer to
/// another object.
bool keepsObject(clang::QualType Type, const clang::CXXRecordDecl *Class, CoroutineTypes &Types);

/// Whether \p Expression has something in it that is such a keeper, a closure's captures included.
/// What merely has one for a member does not count.
bool holdsObject(const clang::Stmt *Expression, const clang::CXXRecordDecl *Class,
                 CoroutineTypes &Types);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the language says of awaiting a type (C++20 [expr.await]): by itself, or only in coroutines of
// certain promises.

#pragma once

#include "clang/AST/DeclCXX.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// A yes that also knows when it cannot know.
enum class Answer { No, Yes, Unknown };

/// Whether \p Record has the three functions of an awaiter, accessible.
bool isAwaiter(const clang::CXXRecordDecl *Record);

/// Whether the parameter \p Parameter of \p Declaration, a function or function template, is about
/// \p Record.
bool takes(const clang::NamedDecl *Declaration, const clang::CXXRecordDecl *Record,
           unsigned Parameter = 0);

/// Whether a function called \p Name that takes \p Record for its \p Parameter stands beside the
/// class or a base of it, or is a friend that only argument-dependent look-up finds.
bool hasFriendOrNeighbour(const clang::CXXRecordDecl *Record, llvm::StringRef Name,
                          unsigned Parameter);

/// The operators co_await that apply to \p Record: members, or those beside it, hidden friends and
/// those of its bases included.
llvm::SmallVector<const clang::FunctionDecl *, 2>
operatorsCoAwait(const clang::CXXRecordDecl *Record);

/// Whether \p Operator, an operator co_await, can be applied to a prvalue, and to an lvalue.
std::pair<bool, bool> takesRvalueAndLvalue(const clang::FunctionDecl *Operator);

/// The await_transform functions of \p Promise, templates included.
llvm::SmallVector<const clang::NamedDecl *, 4>
awaitTransforms(const clang::CXXRecordDecl *Promise);

/// Whether the coroutine with promise class \p Promise accepts a prvalue of \p Type after co_await.
Answer mayAwait(const clang::CXXRecordDecl *Promise, clang::QualType Type);

} // namespace corolint

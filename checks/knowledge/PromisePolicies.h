// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a promise class says of its coroutines (C++20 [dcl.fct.def.coroutine]).

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "clang/AST/DeclCXX.h"

namespace corolint {

/// Whether what a coroutine with promise class \p Promise returns may be a \p Record: false where what
/// get_return_object() gives is known to be something else, which no conversion makes one. An
/// awaiter, say, may have the `promise_type` that a task has without being what coroutines return.
/// What derives from what is given is one, too.
bool mayReturn(const clang::CXXRecordDecl *Promise, const clang::CXXRecordDecl *Record);

/// Whether get_return_object() of \p Promise gives another kind of task, of which \p Record, what
/// the coroutine returns, is then made: that may start it.
bool isMadeOfTask(const clang::CXXRecordDecl *Promise, const clang::CXXRecordDecl *Record);

/// When a coroutine with promise class \p Promise starts, by what initial_suspend() returns.
StartPolicy startPolicy(const clang::CXXRecordDecl *Promise);

/// Whether final_suspend() lets the coroutine destroy itself at its end.
bool neverSuspendsAtTheEnd(const clang::CXXRecordDecl *Promise);

/// Where an exception goes that leaves the body, by what unhandled_exception() does.
ExceptionFate exceptionFate(const clang::CXXRecordDecl *Promise);

/// Whether all that unhandled_exception() does is to keep the exception in a member of the promise
/// that no other function of the promise looks at.
bool keepsFailureInItself(const clang::CXXRecordDecl *Promise);

/// Whether what destroys a \p Record, a task or an awaitable, resumes a coroutine: one that was to
/// go on goes on when it is dropped, too.
bool resumesWhenDropped(const clang::CXXRecordDecl *Record);

/// What becomes of a coroutine that starts as \p Start says when its handle \p Record is destroyed
/// without having been awaited, by what that destructor does. \p EndsByItself: its final_suspend()
/// never suspends.
DropFate dropFate(const clang::CXXRecordDecl *Record, StartPolicy Start, bool EndsByItself);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does this run a coroutine on a thread of its own?

#pragma once

#include "clang/AST/DeclCXX.h"
#include "clang/AST/ExprCXX.h"

namespace corolint {

/// Whether an object of \p Class has threads: a member, its own or a base's, is a std::thread or
/// std::jthread, or a container of such, or a constructor makes one.
bool ownsThreads(const clang::CXXRecordDecl *Class);

/// Whether the await_suspend of \p Await gives the coroutine to a thread: it makes a std::thread, or
/// calls an object that ownsThreads(), as far as its body and that of what it calls is seen.
bool handsToThread(const clang::CoawaitExpr *Await);

/// The object to which the await_suspend of \p Await, an operation that gives nothing back, does no
/// more than to post the coroutine: a call of a function of no container, which takes any callable,
/// with the handle for its only argument. The variable or member that it is awaited through; null
/// where it does anything else.
const clang::ValueDecl *postedTo(const clang::CoawaitExpr *Await);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How a coroutine lambda is rewritten so that its coroutine has what it captures.

#pragma once

#include "checks/flow/TaskCourses.h"
#include "clang/Basic/Diagnostic.h"

namespace corolint {

/// Removes the call of \p Lambda, which is all of the argument with which a function that keeps
/// callables starts \p Task; none where that is not so.
std::optional<clang::FixItHint> dropCall(const clang::LambdaExpr *Lambda, const MadeTask &Task,
                                         CoroutineTypes &Types);

/// Gives \p Lambda an object parameter by value (C++23); none before, and where it has one, or may
/// change or cannot copy what it captures. An insertion: its RemoveRange is where.
std::optional<clang::FixItHint> takeClosureByValue(const clang::LambdaExpr *Lambda);

/// Turns the captures of \p Lambda, which \p Task calls where it stands, into parameters; empty where
/// they are more than names of variables, or it has parameters already.
std::vector<clang::FixItHint> capturesToParameters(const clang::LambdaExpr *Lambda,
                                                   const MadeTask &Task);

} // namespace corolint

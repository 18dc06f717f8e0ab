// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Handles of tasks that may be empty, and how they are asked.

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Whether there is always a task behind the handle that \p Made returns: yes for a coroutine and
/// for what returns nothing but what such functions return; no where the function is seen to return
/// a handle of another origin (a variable, a default-constructed one); unknown without a body, or
/// where another body may be called.
Answer alwaysReturnsTask(const Call &Made);

/// Whether the test \p Test (a conversion to bool, an `operator!`) of a handle tells nothing but
/// whether there is something behind the handle: not how far that has got, nor its result. Unknown
/// without a body.
Answer tellsPresenceOnly(const clang::CXXMethodDecl *Test);

} // namespace corolint

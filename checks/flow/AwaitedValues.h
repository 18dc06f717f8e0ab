// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Has an await already waited for this?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Whether \p Value is what an await yielded, or a part or an element of that: a handle to work that
/// has been waited for. Followed through a few variables, \p Depth of them before this one.
bool cameFromAwait(const clang::Expr *Value, unsigned Depth = 0);

/// Whether \p Function, whose body is seen, awaits \p Variable, or what that leads to.
bool isAwaited(const clang::VarDecl *Variable, const clang::FunctionDecl *Function);

/// Whether \p Join, a wait for the end of the thread that a local variable holds, stands in a block
/// behind that and an await of what the last statement of the thread's lambda uses, too: the thread
/// has told that it is at its end.
bool hasToldOfItsEnd(const Call &Join, clang::ASTContext &Context);

} // namespace corolint

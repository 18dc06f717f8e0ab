// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which conditions say that shared state holds nothing?

#pragma once

#include "checks/flow/SharedStates.h"

namespace corolint {

/// Whether the conditions under which \p At is evaluated, around it in its function or by what left
/// before it, say that the member or variable \p State holds nothing: an empty container, a null
/// pointer, an optional without a value. Member functions that do nothing but ask so count. Not
/// where the coroutine may have been suspended since it asked.
bool isEmptyAt(const clang::Stmt *At, const clang::ValueDecl *State, const SharedStates &States,
               clang::ASTContext &Context);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How large may a range be where it is gone over, by what was asked of its size before?

#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Expr.h"

namespace corolint {

/// The number, as it is written, of elements that \p Range has at most where \p Condition, about
/// its size, is answered by \p Answer; null if that says nothing of it.
const clang::Expr *mostElementsWhere(const clang::Expr *Condition, bool Answer,
                                     const clang::ValueDecl *Range);

/// The number, as it is written, of elements that \p Range, a variable or member, has at most where
/// it stands: a condition around it says so, or one before it that leaves the block where there are
/// more, and nothing mentions the range in between: `if (peers.size() > 10) co_return;`. Null if
/// nothing does.
const clang::Expr *mostElements(const clang::Expr *Range, clang::ASTContext &Context);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which expressions does a test expect to throw?

#pragma once

#include "clang/AST/Expr.h"

namespace corolint {

/// Whether \p Value stands in a try block that a macro writes around its argument, as assertions do
/// that the call itself throws, or does not.
bool isExpectedToThrow(const clang::Expr *Value, clang::ASTContext &Context);

} // namespace corolint

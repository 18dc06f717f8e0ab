// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "clang/AST/Expr.h"

namespace corolint {

/// Where the call \p Expression writes the last identifier of its callee's name (`b` in `a::b(x)` and `o.b(x)`); invalid for
/// operators, constructors, and names that a macro writes.
clang::SourceRange calleeNameRange(const clang::Expr *Expression);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "clang/AST/Expr.h"
#include <string>

namespace corolint {

/// Where the call \p Expression writes the last identifier of its callee's name (`b` in `a::b(x)`
/// and `o.b(x)`); invalid for operators, constructors, and names that a macro writes.
clang::SourceRange calleeNameRange(const clang::Expr *Expression);

/// What the call or construction \p Expression calls, for messages: the function's name; for a
/// function object or a pointer that of the variable; empty for what has no name.
std::string calleeName(const clang::Expr *Expression);

} // namespace corolint

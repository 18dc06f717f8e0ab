// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which expressions does a test expect to throw?

#pragma once

#include "clang/AST/Expr.h"

namespace corolint {

/// Whether \p Value stands in a try block that a macro writes around its argument, as assertions do
/// that the call itself throws, or does not.
bool isExpectedToThrow(const clang::Expr *Value, clang::ASTContext &Context);

/// Whether \p Function is a lambda that is handed to a function which calls it in a try block, to see
/// whether that throws.
bool isTriedByCaller(const clang::FunctionDecl *Function, clang::ASTContext &Context);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What an expression in an instance of a template is in the template.

#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"

namespace corolint {

/// Whether the call \p Value (or what it awaits) in \p Function, an instance of a template, yields in
/// other instances who knows what: its type in the template is not even a specialisation.
bool isOfAnyType(const clang::Expr *Value, const clang::FunctionDecl *Function);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which values does a function compute and throw away?

#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// How a value is discarded.
enum class DiscardForm {
  Silent,   ///< An expression statement, left of a comma, a for-loop's init or increment.
  Cast,     ///< On purpose, by a cast to void.
  Assigned, ///< On purpose, by `std::ignore = f()`, a C++26 placeholder variable `auto _ = f()` or
            ///< a cast to a class: forms that need a value.
};

/// Calls \p Found for every expression in the body of \p Function whose value nobody reads, in
/// source order, with parentheses, casts to void and conditional arms taken apart: for `c ? f() :
/// g();` that is f() and g(). Bodies of lambdas belong to the lambdas and are left out; unevaluated
/// operands have no value.
void forEachDiscardedValue(
    const clang::FunctionDecl *Function, const clang::LangOptions &Options,
    llvm::function_ref<void(const clang::Expr *Value, DiscardForm Form)> Found);

/// Whether \p Value, an expression in the body of \p Function, is one of them.
bool isDiscarded(const clang::Expr *Value, const clang::FunctionDecl *Function);

/// Whether \p Value is an arm of a conditional expression, whose other arm must stay of the same
/// type.
bool isArm(const clang::Expr *Value, clang::ASTContext &Context);

} // namespace corolint

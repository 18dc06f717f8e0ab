// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What comes of calling what is handed to others: lambdas, function objects, functions.

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// The function that calling \p Callable, an argument as it is written (a lambda, a variable that
/// was made as one, a function object, a function or its address, these wrapped in std::ref or
/// std::move), runs; of a generic one an instance, where there is one. Null for what is no
/// callable, and where that is not known.
const clang::FunctionDecl *calledBy(const clang::Expr *Callable);

/// The parameter of the function around it that \p Made calls, by its call operator, std::invoke or
/// std::forward; null where it calls something else.
const clang::ParmVarDecl *calledParameter(const Call &Made);

/// The function type that a class such as std::function<R(Args…)> wraps: that which is an argument
/// of the template \p Class is made from; null without one.
const clang::FunctionProtoType *wrappedSignature(const clang::CXXRecordDecl *Class);

} // namespace corolint

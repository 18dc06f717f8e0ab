// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What comes of calling what is handed to others: lambdas, function objects, functions.

#pragma once

#include "checks/knowledge/Calls.h"
#include "clang/AST/ExprCXX.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// The function that calling \p Callable, an argument as it is written (a lambda, a variable that
/// was made as one, a function object, a function or its address, these wrapped in std::ref or
/// std::move), runs; of a generic one an instance, where there is one. Null for what is no
/// callable, and where that is not known.
const clang::FunctionDecl *calledBy(const clang::Expr *Callable);

/// The lambda that \p Argument is, or that the variable it names was made with; null without one.
const clang::LambdaExpr *lambdaIn(const clang::Expr *Argument);

/// The parameter of the function around it that \p Made calls, by its call operator, std::invoke or
/// std::forward; null where it calls something else.
const clang::ParmVarDecl *calledParameter(const Call &Made);

/// The function type that a class such as std::function<R(Args…)> wraps: that which is an argument
/// of the template \p Class is made from; null without one.
const clang::FunctionProtoType *wrappedSignature(const clang::CXXRecordDecl *Class);

/// Whether \p Callable, where it is written, is handed to a call for which \p Ends holds, the argument
/// at \p Index: followed through conversions, std::bind and whatever else returns a wrapper of it, and
/// a local variable all of whose uses end so.
bool isHandedTo(const clang::Expr *Callable, clang::ASTContext &Context,
                llvm::function_ref<bool(const Call &Taking, int Index)> Ends);

/// The expression that \p Function is the call operator of; null if it is no lambda's, or null.
const clang::LambdaExpr *lambdaOf(const clang::FunctionDecl *Function, clang::ASTContext &Context);

/// Whether the parameter at \p Index of \p Function is a completion token, so that a callable given
/// for it is the completion handler of an asynchronous operation: its type is a template parameter
/// that a concept constrains by the signature of the completion, as in
/// `template <completion_token_for<void(error_code)> Token>`. Where the signature depends on other
/// parameters, another overload must name one by the same concept. False where the library does not
/// use concepts.
bool isCompletionToken(const clang::FunctionDecl *Function, unsigned Index);

/// Whether the operation that \p Function starts cannot fail: it has a completion token, and none of
/// the signatures that are named for it begins with a parameter for a failure, an error code or an
/// exception.
bool completesWithoutFailure(const clang::FunctionDecl *Function, CoroutineTypes &Types);

} // namespace corolint

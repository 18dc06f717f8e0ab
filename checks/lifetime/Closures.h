// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does the coroutine of a lambda need of its closure, and what becomes of a closure that is given
// to a function?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// A lambda that is the argument of a call.
struct GivenLambda {
  Call Made;
  int Index;
  const clang::LambdaExpr *Lambda;
};

/// Those of the calls of \p Function that make no task.
std::vector<GivenLambda> lambdasGiven(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// Whether what the lambda is given to calls it before it returns: a model or the standard says so,
/// or its body is seen to call it, or to hand it on to what does.
bool isCalledByCallee(const GivenLambda &Given, CoroutineTypes &Types);

/// Where \p Body resumes a coroutine by \p Handle, its std::coroutine_handle; null if nowhere.
const clang::Expr *resumption(const clang::FunctionDecl *Body, const clang::VarDecl *Handle);

/// Whether \p Given is a coroutine that has begun when its caller goes on, and which nobody can
/// await; and is given to a function of which no model says what it does with it.
bool isDetachedHandler(const GivenLambda &Given, CoroutineTypes &Types);

/// \p Callee if it is the call operator of a closure with captures, and a coroutine that refers to
/// the closure: one with an object parameter by value has a copy. Null for others.
const clang::CXXMethodDecl *closureBody(const clang::FunctionDecl *Callee);

/// Whether a coroutine with the body \p Body runs only when it is awaited.
bool isLazy(const clang::FunctionDecl *Body, CoroutineTypes &Types);

/// What \p Use, in the body of a lambda, uses of its captures: a variable's name, or "this".
llvm::StringRef capturedName(const clang::Expr *Use);

/// Whether a model of \p Made gives its argument \p Index the role \p Role.
bool concernsArgument(const Call &Made, std::optional<int> FunctionModel::*Role, int Index,
                      CoroutineTypes &Types);

/// Whether \p Made continues work that is under way, and runs its argument \p Index then.
bool isContinuation(const Call &Made, int Index, CoroutineTypes &Types);

} // namespace corolint

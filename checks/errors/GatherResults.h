// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What becomes of the results of a gather?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// One gather in a function.
struct GatherUse {
  Call Gathered;
  const GatherModel *Model = nullptr;
  const clang::CoawaitExpr *Await =
      nullptr; ///< What awaits it, where it stands, or later as the only one that awaits the variable
               ///< that it was kept in; null if nothing is seen to.
  /// The variable, structured binding or range-for variable that its awaited result starts.
  const clang::VarDecl *Variable = nullptr;
  const clang::LambdaExpr *Handler = nullptr; ///< Its completion handler, where that is a lambda.
  /// The lambda that it is continued by, as the function that is called, and that is given its
  /// result, the parts of it, or the awaitable that it is; null if nothing is seen to.
  const clang::FunctionDecl *Continuation = nullptr;
  bool InTry = false;                         ///< A try block of the same function encloses it.
};

/// Every gather in \p Function.
std::vector<GatherUse> gathersIn(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// Whether nothing reads the failures that the handler \p Handler is given: it names or uses no
/// parameter that carries one, or may carry anything, and has some.
bool ignoresErrors(const clang::LambdaExpr *Handler, CoroutineTypes &Types);

/// A part of a gather's result.
struct ResultPart {
  unsigned Index = 0;
  const clang::ValueDecl *Variable = nullptr; ///< What holds it, where that has a name.
};

/// What the continuation of a gather leaves unread of the failures that it is given. Where it
/// moves, copies or passes on what it was given, that is nothing.
struct UnreadResult {
  bool All = false;
  llvm::SmallVector<ResultPart, 2> Parts; ///< Where some are looked at: the others.
  unsigned Of = 0;                        ///< How many parts there are.
};
UnreadResult unreadByContinuation(const GatherUse &Use, CoroutineTypes &Types);

/// Whether \p Handler uses a parameter that carries no failure: a result, which there is none of
/// after one.
bool usesResult(const clang::LambdaExpr *Handler, CoroutineTypes &Types);

/// Whether nothing in \p Function reads the failures in \p Variable: it is never mentioned; of a
/// structured binding, no part that carries a failure is; of a tuple, std::get is only applied to
/// parts that carry none; of a range, loops only do so with its elements. What it is moved, copied
/// or bound to, and a function of the unit that is given it, is followed.
bool ignoresErrors(const clang::VarDecl *Variable, const clang::FunctionDecl *Function,
                   CoroutineTypes &Types);

/// Where some failure in \p Variable is looked at: the parts of a structured binding that carry a
/// failure and that nothing mentions.
llvm::SmallVector<const clang::BindingDecl *, 2> unreadFailures(const clang::VarDecl *Variable,
                                                                CoroutineTypes &Types);

/// Whether nothing in \p Function mentions \p Variable, no structured binding, whose type is
/// deduced: it may become another.
bool isUnusedAuto(const clang::VarDecl *Variable, const clang::FunctionDecl *Function,
                  CoroutineTypes &Types);

} // namespace corolint

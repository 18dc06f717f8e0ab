// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What of a function ends with a return statement although it is there for what follows?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// A local object of which nothing is used but its being alive, and that guards asynchronous work.
struct AsyncGuard {
  const clang::VarDecl *Variable = nullptr;
  llvm::SmallVector<const clang::ReturnStmt *, 2> Returns; ///< Those at which it is destroyed.
};

/// The guards that \p Function declares.
std::vector<AsyncGuard> asyncGuardsIn(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// A try block of an ordinary function.
struct TryBlock {
  const clang::CXXTryStmt *Try = nullptr;
  llvm::SmallVector<const clang::ReturnStmt *, 2> Returns; ///< Those in no inner try block.
  /// What may throw when it is evaluated, but for return statements' conversions: calls,
  /// constructions, throws.
  llvm::SmallVector<const clang::Expr *, 4> MayThrow;
};

/// Those of \p Function.
std::vector<TryBlock> tryBlocksIn(const clang::FunctionDecl *Function);

} // namespace corolint

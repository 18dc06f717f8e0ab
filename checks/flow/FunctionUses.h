// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where does a translation unit call a function, and what else does it do with it?

#pragma once

#include "clang/AST/Decl.h"
#include "clang/AST/Expr.h"
#include "llvm/ADT/DenseMap.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// One mention of a function.
struct FunctionUse {
  const clang::CallExpr *Call =
      nullptr;            ///< What calls it; null where it is used otherwise: its
                          ///< address taken, named where a template is not yet known.
  bool IsAwaited = false; ///< The call is the operand of a co_await.
  bool IsAwaitedWithin = false; ///< An awaiter is made of nothing but it, and is the operand:
                                ///< `co_await as_future(call())`.
  bool IsGuess = false; ///< It names a set of overloads in a template that is not known yet:
                        ///< perhaps another is meant.

  /// Whether it waits for what it calls.
  bool isAwaited() const { return IsAwaited || IsAwaitedWithin; }
};

/// Every use of every function in the code of a translation unit outside of system headers,
/// instances of templates included.
class FunctionUses {
public:
  explicit FunctionUses(clang::ASTContext &Context);

  /// The uses of \p Function, in source order.
  llvm::ArrayRef<FunctionUse> of(const clang::FunctionDecl *Function) const;

  /// The uses of \p Function, and of what it overrides.
  llvm::SmallVector<FunctionUse, 4> withOverridden(const clang::FunctionDecl *Function) const;

  /// Whether \p Function is used in any other way than by calling it.
  bool escapes(const clang::FunctionDecl *Function) const;

private:
  llvm::DenseMap<const clang::FunctionDecl *, llvm::SmallVector<FunctionUse, 2>> Uses;
};

} // namespace corolint

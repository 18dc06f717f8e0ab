// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does a function give that does nothing but to give it?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// What a function whose body is no more than `return x;` gives where it is asked by \p Made (may
/// be none); null for any other, and for one that an overrider may take the place of.
inline const clang::Expr *soleAnswer(const Call &Made) {
  const clang::FunctionDecl *Body =
      Made && !isDispatched(Made) ? visibleDefinition(Made.Callee) : nullptr;
  const auto *Block = Body ? llvm::dyn_cast_or_null<clang::CompoundStmt>(Body->getBody()) : nullptr;
  const auto *Return = Block && Block->size() == 1
                           ? llvm::dyn_cast<clang::ReturnStmt>(Block->body_front())
                           : nullptr;
  return Return ? Return->getRetValue() : nullptr;
}

} // namespace corolint

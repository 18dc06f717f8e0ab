// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "clang/AST/Decl.h"

namespace corolint {

/// Whether \p Function is declared to throw nothing; false for null.
inline bool isNoexcept(const clang::FunctionDecl *Function) {
  const auto *Type =
      Function ? Function->getType()->getAs<clang::FunctionProtoType>() : nullptr;
  return Type && Type->isNothrow();
}

} // namespace corolint

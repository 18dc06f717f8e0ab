// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "clang/AST/DeclCXX.h"

namespace corolint {

/// \p Function as it is written: for an instance of a template its pattern, which has parameters of its
/// own; otherwise itself.
inline const clang::FunctionDecl *asWritten(const clang::FunctionDecl *Function) {
  const clang::FunctionDecl *Pattern = Function->getTemplateInstantiationPattern();
  return Pattern ? Pattern : Function;
}

/// The function whose body \p Function, a lambda or a lambda in that, is written in; itself for any
/// other, and for a lambda that no function makes.
inline const clang::FunctionDecl *makerOf(const clang::FunctionDecl *Function) {
  while (const auto *Method = llvm::dyn_cast<clang::CXXMethodDecl>(Function)) {
    const clang::FunctionDecl *Outer =
        Method->getParent()->isLambda() ? Method->getParent()->isLocalClass() : nullptr;
    if (!Outer)
      break;
    Function = Outer;
  }
  return Function;
}

} // namespace corolint

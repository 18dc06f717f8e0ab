// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "clang/AST/Decl.h"

namespace corolint {

/// \p Function as it is written: for an instance of a template its pattern, which has parameters of its
/// own; otherwise itself.
inline const clang::FunctionDecl *asWritten(const clang::FunctionDecl *Function) {
  const clang::FunctionDecl *Pattern = Function->getTemplateInstantiationPattern();
  return Pattern ? Pattern : Function;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "clang/AST/DeclBase.h"

namespace corolint {

/// Whether \p Declaration is part of the standard library: in namespace std, one inside of it, or a
/// class of these.
inline bool isFromStd(const clang::Decl *Declaration) {
  const clang::DeclContext *Outermost = nullptr;
  for (const clang::DeclContext *Scope = Declaration->getDeclContext(); Scope;
       Scope = Scope->getParent())
    if (Scope->isNamespace())
      Outermost = Scope;
  return Outermost && Outermost->isStdNamespace();
}

} // namespace corolint

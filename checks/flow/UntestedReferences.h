// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where does a coroutine use what a weak reference refers to without asking whether it is still
// there?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// A strong reference that was obtained from a weak one after a suspension, and is used at once.
struct UntestedReference {
  const clang::VarDecl *Variable = nullptr; ///< The strong reference.
  const clang::Expr *Weak = nullptr;        ///< What it was obtained from.
  const clang::Expr *Use = nullptr;         ///< The first use.
};

/// Those of the coroutine \p Function: on some way from where it is obtained to the use nothing
/// else mentions it, so that nobody has asked whether it is null.
std::vector<UntestedReference> untestedReferences(const clang::FunctionDecl *Function,
                                                  CoroutineTypes &Types);

} // namespace corolint

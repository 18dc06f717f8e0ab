// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which functions does this unit define, and what runs on an event loop?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

struct UnitFunctions {
  struct Defined {
    const clang::FunctionDecl *Function;
    /// By its type, or because of what it is handed to in this unit. Not in test code, whose event
    /// loop serves nobody else.
    bool OnEventLoop;
  };
  std::vector<Defined> Functions; ///< Instances of templates and lambdas included, in source order.
  std::vector<const clang::CXXMethodDecl *> Overriders; ///< The functions that override others.
};

/// The functions with a body in the unit's own code (system headers left out).
UnitFunctions functionsOf(CoroutineTypes &Types);

} // namespace corolint

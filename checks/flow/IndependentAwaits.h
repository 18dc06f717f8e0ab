// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which awaits follow one another although they could overlap?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Awaits of which none needs what another one gives.
struct IndependentAwaits {
  enum FormKind {
    PerElement, ///< One await in a loop that collects the results.
    Stored,     ///< Likewise, of lazy tasks that a local container holds.
    InARow,     ///< Several in statements behind one another.
  } Form = PerElement;
  llvm::SmallVector<const clang::CoawaitExpr *, 2> Awaits; ///< In source order.
  const clang::Stmt *Loop = nullptr;                       ///< Null for InARow.
};

/// Those of the coroutine \p Function that do nothing but give a value, in calls that are given
/// nothing to change: no object but of a const member function, no mutable reference or pointer,
/// unless it is the element's own. Loops that may leave early, await anything else, call anything
/// else that may have an effect, or use in one turn what another one has changed, are left out.
/// \p Lenient: functions whose bodies are not seen may be given what they could change.
std::vector<IndependentAwaits> independentAwaits(const clang::FunctionDecl *Function,
                                                 CoroutineTypes &Types, bool Lenient);

} // namespace corolint

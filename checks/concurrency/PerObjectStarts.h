// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Is a task started once for each object that exists already?

#pragma once

#include "clang/AST/Expr.h"

namespace corolint {

/// Whether \p Work, the call that makes a task in a turn of \p Loop, is of a member function of the
/// object that the element of the turn points to and others may know, in a range that is not
/// emptied there: `for (auto &session : sessions) tasks.push_back(session->close());`. What belongs
/// to a std::unique_ptr may be there to be worked on.
bool isOfElement(const clang::Expr *Work, const clang::Stmt *Loop, clang::ASTContext &Context);

/// Whether all that \p Callable, a lambda that is called once per element of \p Range, which is not
/// emptied there, does is to call such a member function: `[](auto &session) { return
/// session->close(); }`.
bool callsElement(const clang::Expr *Callable, const clang::Expr *Range,
                  clang::ASTContext &Context);

} // namespace corolint

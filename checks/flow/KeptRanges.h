// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does a range hold what the program has anyway, or what it was given to work on?

#pragma once

#include "clang/AST/Expr.h"

namespace corolint {

/// Whether a \p Type is data that belongs to whoever holds it: text, a container, or an aggregate
/// of such, and numbers beside it, without functions of its own. (A number alone may stand for a
/// connection.)
bool isPlainData(clang::QualType Type);

/// Whether \p Range is a container that the object of its function, or the program, keeps (a member
/// reached from `this`, a variable of the program, what a function of these gives a reference to) or a
/// copy of one: its sessions, peers, listeners. One of plain data, and one that the function takes
/// elements out of or gives another content, is no such container: it holds work.
bool isKeptRange(const clang::Expr *Range, clang::ASTContext &Context);

/// Whether the function around takes elements out of \p Range, or gives it another content, or has
/// made it by taking all that was in another: it holds work.
bool isEmptiedRange(const clang::Expr *Range, clang::ASTContext &Context);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What is a name made from, or bound to?

#pragma once

#include "clang/AST/Expr.h"

namespace corolint {

/// What the variable that \p Reference names was initialised by, for who follows that from variable
/// to variable. Null for a parameter and where there is no initialiser, or none that has a type yet,
/// as in a template. Null also where \p Reference stands in that very initialiser (`T &X = X;`):
/// who follows it would go round in circles. Otherwise each step leads to what stands before.
const clang::Expr *initializerBehind(const clang::DeclRefExpr *Reference);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which values say that there is nothing?

#pragma once

#include "clang/AST/Expr.h"

namespace corolint {

/// Whether an object of type \p Of that is given \p Value then holds or points to nothing: a null
/// pointer, `{}`, std::nullopt. What a std::optional holds, made without arguments, is something.
bool isEmptyValue(const clang::Expr *Value, clang::QualType Of);

} // namespace corolint

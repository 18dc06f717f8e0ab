// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does a translation unit declare?

#pragma once

#include "clang/AST/ASTContext.h"
#include "llvm/ADT/SmallVector.h"

namespace corolint {

/// The declarations with the qualified name \p Name (a leading `::` allowed) that the unit of \p
/// Context has, using-declarations looked through; empty without one.
llvm::SmallVector<const clang::NamedDecl *, 4> declarationsNamed(llvm::StringRef Name,
                                                                 const clang::ASTContext &Context);

} // namespace corolint

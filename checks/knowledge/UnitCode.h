// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which declarations of a translation unit are the program's own?

#pragma once

#include "clang/AST/ASTContext.h"
#include "clang/AST/Decl.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// Calls \p Found with every top-level declaration outside of system headers, in source order, as
/// far as the traversal scope of \p Context goes.
void forEachOwnDeclaration(clang::ASTContext &Context,
                           llvm::function_ref<void(clang::Decl *)> Found);

} // namespace corolint

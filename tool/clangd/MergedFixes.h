// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Several fixes made at once.

#pragma once

#include "tool/clangd/Findings.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

struct MergedFixes {
  unsigned Count = 0;        ///< How many are made.
  llvm::json::Object Action; ///< Makes them; has no title and no kind. Empty if there are none.
};

/// Of \p Fixes, all for one text, the safe ones that are \p Wanted: those that `corolint --fix`
/// would make of them, with edits that they share made once.
MergedFixes mergeSafe(llvm::ArrayRef<OfferedFix> Fixes,
                      llvm::function_ref<bool(const OfferedFix &)> Wanted);

} // namespace corolint

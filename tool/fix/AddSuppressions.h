// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "tool/fix/Fixes.h"

namespace corolint {

/// A finding that no comment can be written for.
struct NotSuppressed {
  const Finding *Of;
  llvm::StringRef Why; ///< A clause; lives on.
};

/// Whether the line below \p Line is a part of it, so that a comment there would be none.
bool continuesLine(llvm::StringRef Line);

/// The edits that put a `// NOLINTNEXTLINE(check): reason` above each line that \p Findings point
/// to, one comment a line; the list of one that stands there already grows. \p Left gets the
/// findings that no comment can be written for: where the line goes on from the one above, or
/// begins inside of a raw string or of a comment.
EditsByFile suppressionEdits(llvm::ArrayRef<Finding> Findings, llvm::StringRef Reason,
                             std::vector<NotSuppressed> &Left);

} // namespace corolint

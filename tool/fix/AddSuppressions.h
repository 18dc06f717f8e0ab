// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "tool/fix/Fixes.h"

namespace corolint {

/// The edits that put a `// NOLINTNEXTLINE(check): reason` above each line that \p Findings point
/// to, one comment a line; the list of one that stands there already grows. \p Left gets the
/// findings that no comment can be written for, because a backslash continues the line above.
EditsByFile suppressionEdits(llvm::ArrayRef<Finding> Findings, llvm::StringRef Reason,
                             std::vector<const Finding *> &Left);

} // namespace corolint

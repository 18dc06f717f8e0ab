// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "tool/findings/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

/// The name that findings about suppressions go by.
inline constexpr char UnusedSuppressionCheck[] = "corolint-unused-suppression";

/// Findings of \p Severity, one for each async check or glob that a NOLINT comment in \p Files
/// names and that suppresses none of \p Suppressed. A comment that names no check may be for
/// another tool's, and so may other names; nothing is said of those. Nor of a check for which \p
/// Runs (on a file) is false: what it would have found is not known.
std::vector<Finding>
unusedSuppressions(llvm::ArrayRef<std::string> Files, llvm::ArrayRef<SuppressedFinding> Suppressed,
                   Level Severity,
                   llvm::function_ref<bool(const std::string &File, llvm::StringRef Check)> Runs);

/// Notes in each of \p Suppressed the reason that its comment gives.
void addReasons(std::vector<SuppressedFinding> &Suppressed);

} // namespace corolint

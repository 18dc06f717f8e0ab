// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What is known of units other than the one that the checks see? An editor shows one at a time;
// what the others do is known from an earlier run.

#pragma once

#include "checks/summary/FunctionSummary.h"
#include <functional>
#include <memory>
#include <vector>

namespace corolint {

/// Yields summaries of what \p Own, the summary of the unit whose main file is \p File (which an
/// editor may not have saved yet), calls in other units, at once or through others, and of what its
/// unsettled findings hinge on; null where nothing is known. Called from many threads.
using OtherUnits = std::function<std::shared_ptr<const std::vector<UnitSummary>>(
    llvm::StringRef File, const UnitSummary &Own)>;

/// Whom the checks of this process ask; empty, as at first, if nobody knows. To be set before any
/// check is made.
OtherUnits &otherUnits();

} // namespace corolint

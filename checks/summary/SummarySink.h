// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Who wants the summaries of the units that the checks see, to link them across the program?

#pragma once

#include "checks/summary/FunctionSummary.h"
#include <functional>

namespace corolint {

/// Takes what the checks have found out of one unit, what its functions call and what of them fails
/// in summaries of their own; the calls that they reported themselves are silent in it.
using SummarySink = std::function<void(UnitSummary)>;

/// Where the checks of this process put the summaries of units; empty, as at first, if nobody links
/// them. To be set before any check is made, and not while one runs.
SummarySink &summarySink();

/// The folder to which names of files in summaries' keys are relative, so that they are the same
/// wherever it lies; empty: they are absolute. To be set likewise.
std::string &summaryRoot();

} // namespace corolint

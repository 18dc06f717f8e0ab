// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Runs each unit in a process of its own: see Processes.h.

#pragma once

#include "tool/engine/Processes.h"
#include "tool/engine/UnitResult.h"

namespace corolint {

/// Calls \p Analyze for 0 to \p Count - 1, each in a process of its own. \p Finished is called in
/// this process with the result of each as it ends, in whatever order.
void runWorkers(size_t Count, const ProcessLimits &Limits,
                llvm::function_ref<UnitResult(size_t)> Analyze,
                llvm::function_ref<void(size_t, UnitResult)> Finished);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Runs each unit in a process of its own, so that no unit can hurt another: a crash, a stack
// overflow or a hang of the front end ends that process alone, and its memory goes with it. The
// processes are forked from this one, which therefore must have no other threads; what it has read
// before (models, configuration) they share.

#pragma once

#include "tool/engine/UnitResult.h"
#include "llvm/ADT/STLFunctionalExtras.h"

namespace corolint {

struct WorkerOptions {
  unsigned Jobs = 1;      ///< Processes at a time; at least 1.
  unsigned Timeout = 300; ///< Seconds after which a unit is given up.
};

/// Calls \p Analyze for 0 to \p Count - 1, each in a process of its own, and gives the results in
/// that order. \p Finished is called in this process as each ends, in whatever order.
std::vector<UnitResult> runWorkers(size_t Count, const WorkerOptions &Options,
                                   llvm::function_ref<UnitResult(size_t)> Analyze,
                                   llvm::function_ref<void(size_t)> Finished);

} // namespace corolint

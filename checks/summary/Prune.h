// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What of a unit's summary can make no difference?

#pragma once

#include "checks/summary/FunctionSummary.h"

namespace corolint {

/// Leaves out of \p Unit what can make no difference to a chain of calls, in this unit or others:
/// functions that block nowhere and call nothing whose body is elsewhere, and calls of those. Of a
/// function that another unit may define otherwise it stays that it is harmless here.
void prune(UnitSummary &Unit);

} // namespace corolint

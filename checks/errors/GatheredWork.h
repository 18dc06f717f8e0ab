// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does a gather run?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

/// Whether something that the gather \p Gathered runs may fail: no only where all of it is seen, as
/// arguments, in a local container or as what a callable makes, and none of it fails.
bool gatheredWorkMayFail(const Call &Gathered, CoroutineTypes &Types);

} // namespace corolint

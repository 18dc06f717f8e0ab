// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/UnitResult.h"

namespace corolint {

const char *statusName(UnitStatus Status) {
  static constexpr const char *Names[] = {"analysed", "partial", "failed", "crashed", "timed-out"};
  return Names[static_cast<int>(Status)];
}

} // namespace corolint

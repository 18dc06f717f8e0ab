// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/OtherUnits.h"

namespace corolint {

OtherUnits &otherUnits() {
  static OtherUnits Asked;
  return Asked;
}

} // namespace corolint

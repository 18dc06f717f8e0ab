// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/SummarySink.h"

namespace corolint {

SummarySink &summarySink() {
  static SummarySink Sink;
  return Sink;
}

std::string &summaryRoot() {
  static std::string Root;
  return Root;
}

} // namespace corolint

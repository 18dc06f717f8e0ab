// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "tool/report/Report.h"

namespace corolint {

/// Prints how many findings each check has, how many of them have a fix, what is silenced, and which
/// units took longest.
void writeStatistics(const Report &Of, llvm::raw_ostream &Out);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// A summary as bytes, to travel between processes, to files and to other machines.

#pragma once

#include "checks/summary/FunctionSummary.h"
#include "llvm/Support/Error.h"

namespace corolint {

/// \p Unit as bytes, a few for each call; its Places are left out. The same summary gives the same
/// bytes on every machine.
std::string pack(const UnitSummary &Unit);

/// What pack() made into \p Bytes. Fails for anything else, such as bytes cut short or of another
/// version.
llvm::Expected<UnitSummary> unpack(llvm::StringRef Bytes);

} // namespace corolint

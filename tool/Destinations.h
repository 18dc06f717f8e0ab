// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a run is told to write: may it?

#pragma once

#include "tool/project/Settings.h"

namespace corolint {

/// Fails with one line where a run by \p Line would write over what it reads (one of \p Units, of
/// \p Inputs, or any other source), or two things to one place. Files that are changed by intent,
/// by --fix or as a baseline, are not meant. To be asked before anything is analysed.
llvm::Error checkDestinations(const CommandLine &Line, const Settings &Of,
                              llvm::ArrayRef<Unit> Units, llvm::ArrayRef<std::string> Inputs);

} // namespace corolint

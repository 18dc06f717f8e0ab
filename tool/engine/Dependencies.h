// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a run depends on, told to Ninja and Make, so that they repeat it when, and only when, something
// of that has changed.

#pragma once

#include "tool/engine/ResultFile.h"
#include "tool/project/Settings.h"

namespace corolint {

/// The files, each once, on which the results of \p Of depend: what its units have read, and what
/// configures them. Sorted.
std::vector<std::string> dependenciesOf(const ProjectResults &Of, const DriverSettings &Driver,
                                        const CheckSelection &Selection);

/// Writes to \p Depfile the rule that \p Target depends on \p Files, as a compiler would.
llvm::Error writeDepfile(const std::string &Depfile, llvm::StringRef Target,
                         llvm::ArrayRef<std::string> Files);

} // namespace corolint

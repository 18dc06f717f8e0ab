// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The results of units as a file: what `--emit` writes and `corolint link` reads.

#pragma once

#include "tool/engine/UnitResult.h"
#include "tool/project/Project.h"

namespace corolint {

/// What some units of a project yielded.
struct ProjectResults {
  std::string Root;
  std::vector<Unit> Units; ///< Their commands are left out.
  std::vector<UnitResult> Results; ///< One for each of Units.
};

/// Writes \p Of to \p File, as a whole or not at all.
llvm::Error writeResults(const ProjectResults &Of, const std::string &File);

/// Adds what \p File holds to \p To. Fails with one line that names the file: unreadable, no such
/// file of corolint, of another version, damaged, of another project.
llvm::Error addResults(const std::string &File, ProjectResults &To);

} // namespace corolint

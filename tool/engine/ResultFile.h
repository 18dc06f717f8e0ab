// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The results of units as a file: what `--emit` writes and `corolint link` reads.

#pragma once

#include "tool/engine/UnitResult.h"
#include "tool/project/Project.h"

namespace corolint {

/// One part of all units; the parts of a project are made to be linked together.
struct Shard {
  unsigned Number = 1, Of = 1; ///< The Number-th of Of, from 1.
};

/// What some units of a project yielded.
struct ProjectResults {
  std::string Root;
  std::string SaidRoot; ///< As Project has it; empty: Root.
  std::vector<Unit> Units; ///< Their commands are left out.
  std::vector<UnitResult> Results; ///< One for each of Units.
  std::vector<std::string> Origins; ///< The file that each was read from; empty if this run made them.
};

/// Writes \p Of, the whole or \p Part of a project, to \p File, as a whole or not at all. The same
/// results give the same bytes: times are left out, and names of files are relative to the root.
llvm::Error writeResults(ProjectResults Of, const std::string &File,
                         std::optional<Shard> Part = std::nullopt);

/// Reads what \p Files hold, in their order. The project lies in \p Root or, if that is empty, where
/// it lay when they were written. Fails with one line that names the file: unreadable, no such file of
/// corolint, of another version, damaged, of another project, or a part that is missing.
llvm::Expected<ProjectResults> readResults(llvm::ArrayRef<std::string> Files,
                                           const std::string &Root);

/// The same for the \p Bytes that stand in the one file \p Name.
llvm::Expected<ProjectResults> parseResults(llvm::StringRef Bytes, const std::string &Name,
                                            const std::string &Root);

/// A file with \p Results, which tells if anything in it was changed.
std::string sealed(llvm::StringRef Results);

/// What sealed() has made \p Bytes of, a part of those. Fails with a line that begins with \p Name if
/// they are damaged or another version's.
llvm::Expected<llvm::StringRef> unsealed(llvm::StringRef Bytes, llvm::StringRef Name);

} // namespace corolint

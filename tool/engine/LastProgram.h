// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the last run over a whole program knew of its functions, kept for editors.

#pragma once

#include "checks/summary/FunctionSummary.h"
#include "tool/engine/ResultFile.h"
#include "llvm/ADT/DenseMap.h"
#include <memory>
#include <vector>

namespace corolint {

/// Keeps the summaries in \p Of, all units of a program, in the cache in \p Folder. What cannot be
/// written is as if it were not there.
void keepProgram(const ProjectResults &Of, const std::string &Folder);

/// A program as the last run saw it.
class LastProgram {
public:
  /// The file in the cache in \p Folder with the program that \p File belongs to: that of the
  /// innermost folder around it which a run was about. Empty if there is none.
  static std::string fileFor(llvm::StringRef File, const std::string &Folder);

  /// Reads such a file; null if it is damaged.
  static std::shared_ptr<const LastProgram> read(const std::string &File);

  /// Summaries of the functions that those in \p Own call, at once or through others, and that are
  /// defined elsewhere than in \p File, and what is known of the failures of those that its
  /// unsettled findings hinge on. They refer to this program. Of a very large number only the
  /// nearest ones.
  std::vector<UnitSummary> reachedFrom(const UnitSummary &Own, llvm::StringRef File) const;

private:
  /// Adds to \p Reached, by unit, what the unsettled findings of \p Own hinge on.
  void addFailures(const UnitSummary &Own, llvm::DenseMap<uint32_t, UnitSummary> &Reached) const;

  /// Where a summary has a function: an index into its Functions or Failures.
  struct Definition {
    uint32_t Unit, Function;
  };
  std::vector<UnitSummary> Units;
  llvm::DenseMap<uint64_t, std::vector<Definition>> Failures;    ///< By key.
  llvm::DenseMap<uint64_t, std::vector<Definition>> Definitions; ///< By key.
  llvm::DenseMap<uint64_t, std::vector<uint64_t>> Overriders;    ///< By what they override.
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which findings count: those that no comment, no baseline and no unchanged line silences.

#pragma once

#include "tool/findings/ChangedLines.h"
#include "tool/project/Configuration.h"
#include "tool/report/Report.h"
#include <functional>

namespace corolint {

/// What decides it; all of it known before the first unit is analysed.
struct Counting {
  std::optional<std::vector<BaselineEntry>> Baseline;
  std::optional<ChangedLines> Changed;
  std::optional<std::vector<BaselineEntry>> Base; ///< What was found before the change.
  std::optional<Level> UnusedSuppressions;        ///< Unset: they are not reported.
  std::vector<PathSettings> Paths;
  /// Whether a check runs on a file.
  std::function<bool(const std::string &File, llvm::StringRef Check)> Runs;
};

/// Gathers the findings of \p Outcome's results, gives them their fingerprints, and parts those
/// that count from those that do not.
void countFindings(Report &Outcome, const Counting &By);

/// Makes all that counts in \p Outcome part of the baseline.
void takeIntoBaseline(Report &Outcome);

/// The baseline after the run: what of \p Old is not stale, where it is now, and, with \p Add, what
/// counts.
std::vector<BaselineEntry> nextBaseline(llvm::ArrayRef<BaselineEntry> Old, const Report &Outcome,
                                        bool Add);

} // namespace corolint

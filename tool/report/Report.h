// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The outcome of a run, and one writer a format.

#pragma once

#include "tool/engine/UnitResult.h"
#include "tool/project/Project.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// A finished run.
struct Report {
  std::string Root;              ///< Files are told relative to it.
  std::vector<Finding> Findings; ///< Sorted, with fingerprints.
  std::vector<Unit> Units;
  std::vector<UnitResult>
      Results; ///< One for each of Units; their findings have moved to Findings.
};

/// Version of corolint: "0.1.0".
extern const char *const VersionString;

/// As compilers print: source line, caret, notes; then what could not be analysed is not told here
/// but by the driver.
void writeText(const Report &Of, llvm::raw_ostream &Out, bool Colours);

/// By docs/report.schema.json. The same run gives the same bytes but for times.
void writeJson(const Report &Of, llvm::raw_ostream &Out);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "tool/findings/Finding.h"

namespace corolint {

/// What became of a unit.
enum class UnitStatus {
  Analysed,
  Partial,  ///< It did not parse without errors; what parsed was analysed.
  Failed,   ///< It could not be analysed at all: unreadable, no such compiler mode.
  Crashed,  ///< The analysis of it crashed.
  TimedOut, ///< It took longer than a unit may.
};

/// Bytes that travel and are kept as such.
struct Bytes {
  std::string Data;
};

/// All that the analysis of one unit yields; travels from worker to parent.
struct UnitResult {
  UnitStatus Status = UnitStatus::Failed;
  std::string Reason; ///< Why it was not analysed in full; one line.
  bool FromCache = false; ///< A run before made it; not kept with it.
  double Seconds = 0; ///< Wall time; of the run that analysed it, if it was not this one.
  std::vector<Finding> Findings;
  std::vector<std::string> ConfigurationErrors; ///< Of checks' options and models.
  Bytes Summary; ///< What its functions do, packed, to be linked with other units'; empty if nobody
                 ///< wants that.
  std::vector<SuppressedFinding> Suppressed;
  std::vector<std::string> Files; ///< The project's files that were read, by projectPath().
  std::vector<std::string> Read;  ///< Every path that a new analysis would depend on, if wanted.
};

/// "analysed", "partial", "failed", "crashed", "timed-out".
const char *statusName(UnitStatus Status);

} // namespace corolint

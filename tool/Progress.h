// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "tool/engine/UnitResult.h"
#include "tool/project/Project.h"
#include <chrono>

namespace corolint {

/// Tells on standard error how far a long run is. A terminal gets one line that is written anew,
/// with the time left; with \p Verbose there is a line a unit, wherever it goes.
class Progress {
public:
  Progress(const Project &Of, bool Quiet, bool Verbose);

  /// Unit \p Index has come to its end.
  void finished(size_t Index);

  /// The run ends before its time; with \p Keeps what is done need not be done again.
  void interrupted(bool Keeps);

private:
  using Clock = std::chrono::steady_clock;
  const Project &Of;
  bool Verbose, Visible;
  size_t Done = 0;
  Clock::time_point Started = Clock::now();
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does each piece of work in a process of its own, so that none can hurt another: a crash, a stack
// overflow, a hang or a hunger for memory ends that process alone, and its memory goes with it. The
// processes are forked from this one, which therefore must have no other threads; what it has read
// before they share.

#pragma once

#include "llvm/ADT/STLFunctionalExtras.h"
#include <chrono>
#include <cstdint>
#include <string>
#include <vector>

namespace corolint {

struct ProcessLimits {
  unsigned Jobs = 1;      ///< Processes at a time; at least 1.
  /// Seconds after which one is ended; those in which the machine had no processor for it do not
  /// count.
  unsigned Timeout = 300;
  uint64_t Memory = 0;    ///< Bytes that this process and all of those may have together; 0: any.
};

/// How a process ended.
struct ProcessEnd {
  enum {
    Answered,
    NotStarted,
    Crashed,
    TimedOut,
    OutOfMemory, ///< It needed more than all may have, although it ran alone.
  } How = NotStarted;
  std::string Reason; ///< One line, unless it answered.
  std::vector<uint8_t> Answer;
  double Seconds = 0; ///< Wall time.
};

/// Calls \p Work for 0 to \p Count - 1, each in a process of its own that hands back what it
/// returns, and \p Ended in this process as each ends, in whatever order. Where memory gets short,
/// the youngest process is ended and its work done later, when fewer run. A signal to end (see
/// Interruption.h) ends all processes at once; \p Ended is not called for those.
void runProcesses(size_t Count, const ProcessLimits &Limits,
                  llvm::function_ref<std::vector<uint8_t>(size_t)> Work,
                  llvm::function_ref<void(size_t, ProcessEnd)> Ended);

/// What this machine, or the container that this process is in, has: the default limit leaves a
/// tenth of it alone. 0 where it cannot be known.
uint64_t availableMemory();

/// Bytes of memory that process \p Id (0: this one) has and does not share with files; 0 where that
/// cannot be known.
uint64_t memoryOf(int Id);

/// How long the first thread of process \p Id could have run but had no processor; 0 where that
/// cannot be known.
std::chrono::nanoseconds waitForProcessor(int Id);

} // namespace corolint

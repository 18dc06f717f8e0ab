// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What do the functions of this unit do that their callers must know?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"
#include "checks/summary/FunctionSummary.h"
#include <functional>

namespace corolint {

/// What to look for.
struct SummaryOptions {
  /// Calls that block count if one of these holds for them; the others are left out. They may change
  /// the tier.
  std::vector<std::function<bool(BlockingSite &)>> Counts;
  /// Whether waits for what could be awaited count on a pool of threads, too: that work may need its
  /// threads.
  bool PoolsCount = false;
  /// Globs (`*`) of qualified names of functions that may block; neither they nor what they call is
  /// reported.
  std::vector<std::string> AllowedFunctions;
  /// Likewise, of functions on an event loop inside which blocking is allowed.
  std::vector<std::string> AllowedContexts;
  /// Qualified names (globs) of further functions that block, each with what to use instead.
  std::vector<std::pair<std::string, std::string>> BlockingFunctions;
  /// Whether other units may want to know, so that a unit without code on an event loop matters, too.
  bool ForOthers = false;
};

/// The summaries of every function with a body that is written in or instantiated from the unit's
/// own code (system headers left out), in source order; none where nobody asks for them.
UnitSummary summarize(CoroutineTypes &Types, const SummaryOptions &Options);

} // namespace corolint

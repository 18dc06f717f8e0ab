// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Analyses the units of a project: from the cache where nothing has changed, else in workers, the
// longest first; one whose worker crashed or gave no answer once more, alone.

#pragma once

#include "tool/engine/Processes.h"
#include "tool/engine/ResultFile.h"
#include "tool/project/Configuration.h"

namespace corolint {

struct AnalysisOptions {
  ProcessLimits Workers;
  bool ParseSystemBodies = false;
  bool ParseEverything = false; ///< Every unit, with every header anew.
  bool SkipsIdle = false;       ///< Units in which nothing can be found need not be parsed.
  bool Tells = false;           ///< On standard error, of what is read or done only once.
  bool WantsSummaries = false; ///< For linkProgram().
  bool WantsRead = false;      ///< UnitResult::Read is to be set.
  std::string CacheFolder;     ///< Empty: no cache.
  bool NeedsCache = false;     ///< The user asked for that folder.
  std::string Program;         ///< This executable, on which results depend.
};

/// Analyses all units of \p Of with the checks of \p Selection. \p Finished is called with the
/// index of each unit that is done. If interruption(), those that were are in the cache, and the
/// result is of no use. A cache that cannot be used is done without; that is told on standard error
/// if the user asked for it.
ProjectResults analyzeProject(const Project &Of, const CheckSelection &Selection,
                              const AnalysisOptions &Options,
                              llvm::function_ref<void(size_t)> Finished);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What can be known or done for units before any is parsed: which need no parse, and which headers
// are read once for many.

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "tool/engine/Processes.h"
#include "tool/engine/SharedHeaders.h"

namespace corolint {

/// A unit that is to be analysed, with its command for that.
struct UnitAtHand {
  const Unit *Of;
  std::vector<std::string> Command;
};

struct Preparation {
  /// For each unit: the files that it reads, where it needs no parse because nothing can be found
  /// in it.
  std::vector<std::optional<std::vector<std::string>>> Idle;
  std::vector<SharedHeaders> Headers;
  std::vector<const SharedHeaders *> HeadersOf; ///< For each unit; may be null.
};

/// Scans \p Units, in processes within \p Limits, and reads what several share. With \p MaySkip it
/// finds out, too, which need no parse, and calls \p OnIdle in the process that does, with a unit's
/// index, its files and what the scan asked the file system for. What fails is left to the analysis
/// to tell.
Preparation prepare(
    llvm::ArrayRef<UnitAtHand> Units, const LibraryModels &Models, const ProcessLimits &Limits,
    bool MaySkip,
    llvm::function_ref<void(size_t, const std::vector<std::string> &, const FilesAsked &)> OnIdle);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Runs the checks on one translation unit, in this process.

#pragma once

#include "clang-tidy/ClangTidyOptions.h"
#include "tool/engine/FilesAsked.h"
#include "tool/engine/SharedHeaders.h"
#include "tool/engine/UnitResult.h"
#include "tool/project/Project.h"

namespace corolint {

/// Why \p Of cannot be analysed, as far as a look at the disk tells; empty if nothing stands against
/// it.
std::string whyNotAnalysed(const Unit &Of);

/// Analyses \p Of with the checks and options that \p Options has for its file. Bodies of functions
/// in system headers are not parsed where nothing can depend on them, and system headers are not
/// searched. With \p WantsSummary, what functions do is told for linkProgram(). Findings outside of
/// \p Root are left out, but for the unit's own file. What it asks the file system for is noted in
/// \p Asked. \p Headers, which may be null, are read already. Changes nothing on disk; may crash or
/// never end with the front end: see runWorkers().
UnitResult analyzeUnit(const Unit &Of,
                       std::unique_ptr<clang::tidy::ClangTidyOptionsProvider> Options,
                       const std::string &Root, bool ParseSystemBodies, bool WantsSummary,
                       FilesAsked &Asked, const SharedHeaders *Headers = nullptr);

/// Prints what CoroutineTypes knows of every class defined in \p Of's own file, or named by a
/// variable there, as one line a type. For tests and for finding out why a check is silent. False
/// if the unit has errors.
bool describeTypes(const Unit &Of, const std::vector<std::string> &ModelFiles,
                   llvm::raw_ostream &Out);

} // namespace corolint

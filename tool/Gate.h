// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a run makes of its findings beside reporting them: which count, what becomes of the baseline,
// whether the run fails.

#pragma once

#include "tool/findings/Counting.h"
#include "tool/findings/RevisionFindings.h"
#include "tool/project/Settings.h"

namespace corolint {

/// Reads all that decides which findings count, before anything is analysed. What was found in the
/// revision that a change is based on is taken from \p Revisions, if the user does not give it. Fails
/// with one line. \p Selection must outlive the result.
llvm::Expected<Counting> countingFor(const CommandLine &Line, const Settings &Of,
                                     const std::string &Root, const CheckSelection &Selection,
                                     const RevisionFindings *Revisions);

/// What --update-baseline and --add-to-baseline do; else nothing. What is taken into the baseline
/// counts no more.
llvm::Error updateBaseline(Report &Outcome, const CommandLine &Line, const Settings &Of,
                           const Counting &By);

/// Tells on standard error of entries of the baseline that match nothing any more and, if \p
/// Verbose, of what is silenced and why.
void tellOfSilence(const Report &Of, const Settings &By, bool Verbose);

/// What --add-suppressions does.
llvm::Error addSuppressions(const CommandLine &Line, const Report &Of);

/// Whether more findings of the level that fails a run are there than it may have.
bool fails(const Report &Of, const Settings &By);

} // namespace corolint

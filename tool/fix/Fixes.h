// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Choosing and applying edits.

#pragma once

#include "tool/findings/Finding.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

namespace corolint {

/// Edits that do not overlap, by file, in order.
using EditsByFile = std::map<std::string, std::vector<Edit>>;

/// The fixes to apply: every safe one and, with \p Suggested, the first suggested one of findings
/// without a safe one. A fix is taken whole or not at all; of fixes that overlap the first stays.
/// Edits that several fixes share (an #include) are made once.
/// \p Taken gets the number of fixes taken, \p Left of those that overlap one taken.
EditsByFile chooseFixes(const std::vector<Finding> &Findings, bool Suggested, unsigned &Taken,
                        unsigned &Left);

/// Takes out of \p Edits those of files that have changed since they were analysed, where the edits
/// belong elsewhere now; fails with a line for each such file.
llvm::Error leaveOutChanged(EditsByFile &Edits);

/// Writes the edits to the files, each file at once and whole: a run that is stopped leaves old or
/// new text, never half of it.
llvm::Error applyFixes(const EditsByFile &Edits);

/// Prints the edits as a unified diff that `patch -p1` applies in \p Root.
void printDiff(const EditsByFile &Edits, const std::string &Root, llvm::raw_ostream &Out);

} // namespace corolint

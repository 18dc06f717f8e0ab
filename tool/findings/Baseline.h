// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What was found before, and need not be mended today: a file of fingerprints under version
// control.

#pragma once

#include "tool/findings/Finding.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace corolint {

/// A finding as a baseline keeps it. The fingerprint alone decides; the rest is for people, and
/// changes no more often than the fingerprint does.
struct BaselineEntry {
  std::string Fingerprint, Check;
  std::string File; ///< Relative to the project.
  std::string Function, Message;
};

/// Reads \p File: a baseline, or a report that --format=json wrote, which may stand for one. Fails
/// with one line.
llvm::Expected<std::vector<BaselineEntry>> readBaseline(llvm::StringRef File);

/// The same for a \p Text; \p Name is told in errors.
llvm::Expected<std::vector<BaselineEntry>> parseBaseline(llvm::StringRef Text,
                                                         llvm::StringRef Name);

BaselineEntry entryOf(const Finding &Of, const std::string &Root);

/// The text of a baseline, docs/baseline.schema.json; sorted, an entry a line, so that two branches
/// that change it seldom conflict.
std::string baselineText(std::vector<BaselineEntry> Entries);

} // namespace corolint

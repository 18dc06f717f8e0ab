// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which findings of a run were known before: by their fingerprints, or because their file or
// function has got another name since.

#pragma once

#include "tool/findings/Baseline.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <map>

namespace corolint {

/// The absolute path of the file of \p Entry, in the project \p Root.
std::string fileOf(const BaselineEntry &Entry, const std::string &Root);

class KnownFindings {
public:
  /// Matches \p Entries with \p All findings of a run, which have fingerprints relative to \p Root.
  /// \p IsGone says of an entry whose fingerprint no finding has whether the run would have found
  /// it. One that is gone stands for a finding of the same check at the same text in the same file
  /// or, if its own is not there any more, in the same function, if nothing else does. Both lists must outlive this.
  KnownFindings(llvm::ArrayRef<BaselineEntry> Entries, llvm::ArrayRef<Finding> All,
                const std::string &Root,
                llvm::function_ref<bool(const BaselineEntry &)> IsGone);

  bool contains(const Finding &Each) const { return Known.contains(&Each); }
  /// The entries that are gone, and stand for nothing.
  const std::vector<BaselineEntry> &stale() const { return Stale; }
  /// The entries that stand for a finding in another place, by fingerprint; as they would be made
  /// of that.
  const std::map<std::string, BaselineEntry> &moved() const { return Moved; }

private:
  llvm::DenseSet<const Finding *> Known;
  std::vector<BaselineEntry> Stale;
  std::map<std::string, BaselineEntry> Moved;
};

} // namespace corolint

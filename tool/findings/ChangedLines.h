// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What was changed since a revision, by git.

#pragma once

#include "tool/findings/Finding.h"
#include "llvm/Support/Error.h"
#include <map>

namespace corolint {

/// Lines of files as they are now.
class ChangedLines {
public:
  /// What differs from revision \p Revision in the repository that \p Root lies in: committed,
  /// staged, only written, and whole files that git does not know yet. Where \p Revision is no
  /// ancestor (a branch that went on), from the last state that both share. Fails with one line.
  static llvm::Expected<ChangedLines> since(llvm::StringRef Revision, const std::string &Root);

  /// Reads the output of `git diff --unified=0` in \p Folder. For tests.
  static ChangedLines parse(llvm::StringRef Diff, const std::string &Folder);

  /// The commit that since() compared with.
  const std::string &base() const { return Base; }
  /// Whether that is where the revision and what is checked out parted; false without a history in
  /// common, as in a shallow clone, so that what the revision changed itself counts as changed.
  bool isParting() const { return IsParting; }

  /// Whether the finding, or one of its notes, lies on a changed line. Where lines were only
  /// deleted, those around the gap count.
  bool touch(const Finding &Each) const;

private:
  std::string Base;
  bool IsParting = true;
  bool has(const Place &From, unsigned LastLine) const;
  /// First and last lines, by the file's projectPath(); in order.
  std::map<std::string, std::vector<std::pair<unsigned, unsigned>>> Files;
};

} // namespace corolint

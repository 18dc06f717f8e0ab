// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What was found in revisions, kept in the folder of the cache, so that a change can be compared with
// what it is based on.

#pragma once

#include "tool/project/Settings.h"
#include "tool/report/Report.h"

namespace corolint {

class RevisionFindings {
public:
  /// Those of the project \p Of in the cache in \p Folder. What this \p Program finds under \p InForce
  /// tells nothing of what it finds under other settings.
  RevisionFindings(std::string Folder, const Project &Of, const Settings &InForce,
                   const std::string &Program);

  /// What was found in \p Commit; none if that is not known.
  std::optional<std::vector<BaselineEntry>> find(llvm::StringRef Commit) const;

  /// Keeps all that \p Of found, as that of the commit that is checked out. Of a work tree with
  /// changes, of no repository, or of a project that was not analysed in full, nothing is kept.
  void keep(const Report &Of) const;

private:
  std::string pathOf(llvm::StringRef Commit) const;

  std::string Folder, Root;
  std::string Conditions; ///< All that decides what is found in a revision beside its files.
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What do a unit's preprocessor directives alone tell of it? Clang's dependency scanner reads them
// for a fraction of what a parse takes.

#pragma once

#include "checks/knowledge/LibraryModels.h"
#include "tool/engine/FileDependencies.h"
#include "tool/engine/FilesAsked.h"
#include "tool/project/Project.h"

namespace corolint {

struct UnitScan {
  bool IsComplete = false;        ///< Otherwise the scan failed, and nothing is known.
  std::vector<std::string> Files; ///< All that the unit reads.
  /// Whether there can be anything to find: a coroutine type can be declared, or the name of a
  /// library is mentioned of which a model knows what it does without coroutines.
  bool MayBeAsynchronous = true;
  /// The headers of the C++ library among the files, as between angle brackets; sorted. Empty where
  /// what the unit reads may have configured that library before it is included.
  std::vector<std::string> StandardHeaders;
};

/// Scans units, each file once.
class UnitScanner {
public:
  explicit UnitScanner(const LibraryModels &Models);

  /// Scans \p Of by \p Command. With \p Asked, what that asks the file system for is noted there,
  /// for which the unit is scanned by itself.
  UnitScan scan(const Unit &Of, const std::vector<std::string> &Command, FilesAsked *Asked);

private:
  /// What the text of a file tells.
  struct FileFacts {
    bool ConfiguresLibrary = false, NamesAsynchrony = false;
  };

  const FileFacts &factsOf(const std::string &File);

  DependencyScanner Shared;
  std::vector<std::string> Words; ///< That make a unit asynchronous.
  llvm::StringMap<FileFacts> Facts;
};

} // namespace corolint

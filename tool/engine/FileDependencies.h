// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which files does a command of a compiler read? As clang's dependency scanner says.

#pragma once

#include "llvm/Support/VirtualFileSystem.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// Reads each file's directives once.
class DependencyScanner {
public:
  DependencyScanner();
  ~DependencyScanner();

  /// The files that \p Command, run in \p Directory on \p Disk, reads, as it names them; none if it
  /// is no command, or if a file is missing.
  std::optional<std::vector<std::string>>
  filesOf(const std::vector<std::string> &Command, const std::string &Directory,
          llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk);

private:
  struct Service; ///< Clang's.
  std::unique_ptr<Service> Shared;
};

} // namespace corolint

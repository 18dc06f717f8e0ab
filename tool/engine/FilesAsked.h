// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does the analysis of a unit ask the file system for?

#pragma once

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/VirtualFileSystem.h"

namespace corolint {

/// What an analysis depends on of one path.
struct FileAsked {
  enum Kind : uint8_t {
    Absent, ///< That there is nothing: a header that was looked for here and found elsewhere.
    Exists, ///< That there is something.
    Read,   ///< The contents, of Size bytes last modified at Modified.
  } Of = Absent;
  uint64_t Size = 0;
  int64_t Modified = 0; ///< Nanoseconds since the epoch.
};

/// By absolute path.
using FilesAsked = llvm::StringMap<FileAsked>;

/// \p Disk, with everything that it is asked for noted in \p Asked. Pipes and sockets cannot be read
/// there: that might never end.
llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem>
recordFiles(llvm::IntrusiveRefCntPtr<llvm::vfs::FileSystem> Disk, FilesAsked &Asked);

/// When \p Of was last modified, as FileAsked has it.
int64_t modifiedAt(const llvm::vfs::Status &Of);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Entries of the folder of the cache, as LLVM's pruning knows them, and what their names are made of.

#pragma once

#include "llvm/Support/MemoryBuffer.h"
#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace corolint {

/// The bytes of \p File, for which checkReadable() holds; null if it cannot be read.
std::unique_ptr<llvm::MemoryBuffer> contentsOf(const std::string &File);

/// A hash of the contents of \p File; none if it cannot be read.
std::optional<uint64_t> contentsHash(const std::string &File);

/// The key of an entry that depends on all of \p Text: 32 hexadecimal digits.
std::string cacheKey(llvm::StringRef Text);

/// The file of the entry \p Key in \p Folder.
std::string cacheEntry(llvm::StringRef Folder, llvm::StringRef Key);

/// Notes that \p Entry, a file that was read, is of use: pruning goes by when an entry last was.
/// Does nothing if it may not be written.
void markUsed(const std::string &Entry);

} // namespace corolint

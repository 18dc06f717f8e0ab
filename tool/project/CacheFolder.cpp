// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/CacheFolder.h"
#include "checks/ReadFile.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace corolint {

std::unique_ptr<MemoryBuffer> contentsOf(const std::string &File) {
  if (Error Problem = checkReadable(File)) {
    consumeError(std::move(Problem));
    return nullptr;
  }
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer =
      MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return Buffer ? std::move(*Buffer) : nullptr;
}

std::optional<uint64_t> contentsHash(const std::string &File) {
  std::unique_ptr<MemoryBuffer> Buffer = contentsOf(File);
  if (!Buffer)
    return std::nullopt;
  return xxh3_64bits(Buffer->getBuffer());
}

std::string cacheKey(StringRef Text) {
  XXH128_hash_t Hash = xxh3_128bits(arrayRefFromStringRef(Text));
  return utohexstr(Hash.high64, /*LowerCase=*/true, 16) + utohexstr(Hash.low64, true, 16);
}

std::string cacheEntry(StringRef Folder, StringRef Key) {
  SmallString<256> Path(Folder);
  sys::path::append(Path, "llvmcache-" + Key);
  return Path.str().str();
}

void markUsed(const std::string &Entry) {
  int Descriptor = 0;
  if (sys::fs::openFileForWrite(Entry, Descriptor, sys::fs::CD_OpenExisting))
    return;
  (void)sys::fs::setLastAccessAndModificationTime(Descriptor, std::chrono::system_clock::now());
  (void)sys::Process::SafelyCloseFileDescriptor(Descriptor);
}

} // namespace corolint

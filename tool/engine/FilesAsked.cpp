// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/FilesAsked.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace corolint {
namespace {

class RecordingFileSystem : public vfs::ProxyFileSystem {
public:
  RecordingFileSystem(IntrusiveRefCntPtr<vfs::FileSystem> Disk, FilesAsked &Asked)
      : ProxyFileSystem(std::move(Disk)), Asked(Asked) {}

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    ErrorOr<vfs::Status> Found = ProxyFileSystem::status(Path);
    note(Path, Found ? FileAsked::Exists : FileAsked::Absent);
    return Found;
  }

  bool exists(const Twine &Path) override { return bool(status(Path)); }

  ErrorOr<std::unique_ptr<vfs::File>> openFileForRead(const Twine &Path) override {
    // Clang would wait for whoever writes to a pipe.
    if (ErrorOr<vfs::Status> Found = ProxyFileSystem::status(Path);
        Found && is_contained({sys::fs::file_type::fifo_file, sys::fs::file_type::socket_file},
                              Found->getType()))
      return std::make_error_code(std::errc::not_supported);
    ErrorOr<std::unique_ptr<vfs::File>> File = ProxyFileSystem::openFileForRead(Path);
    ErrorOr<vfs::Status> Found = File ? (*File)->status() : ErrorOr<vfs::Status>(File.getError());
    // A folder can be opened, too.
    bool IsFile = Found && Found->isRegularFile();
    FileAsked &Noted = note(Path, IsFile ? FileAsked::Read : File ? FileAsked::Exists
                                                                   : FileAsked::Absent);
    if (IsFile) {
      Noted.Size = Found->getSize();
      Noted.Modified = modifiedAt(*Found);
    }
    return File;
  }

private:
  FileAsked &note(const Twine &Path, FileAsked::Kind Of) {
    SmallString<256> Absolute;
    Path.toVector(Absolute);
    makeAbsolute(Absolute);
    FileAsked &Noted = Asked[Absolute];
    Noted.Of = std::max(Noted.Of, Of);
    return Noted;
  }

  FilesAsked &Asked;
};

} // namespace

IntrusiveRefCntPtr<vfs::FileSystem> recordFiles(IntrusiveRefCntPtr<vfs::FileSystem> Disk,
                                                FilesAsked &Asked) {
  return makeIntrusiveRefCnt<RecordingFileSystem>(std::move(Disk), Asked);
}

int64_t modifiedAt(const vfs::Status &Of) {
  return Of.getLastModificationTime().time_since_epoch().count();
}

} // namespace corolint

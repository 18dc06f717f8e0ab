// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/WriteWhole.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"
#include <filesystem>

using namespace llvm;

namespace corolint {
namespace {

Error print(StringRef Text, raw_fd_ostream &Out) {
  Out << Text;
  Out.flush();
  std::error_code Problem = Out.error();
  Out.clear_error();
  return Problem ? errorCodeToError(Problem) : Error::success();
}

} // namespace

std::string writtenFile(StringRef File) {
  namespace fs = std::filesystem;
  std::error_code Problem;
  fs::path Path = fs::absolute(File.str(), Problem);
  // As many as the system itself follows. weakly_canonical() takes a dangling link for a file.
  for (unsigned Links = 0; Links < 40 && fs::is_symlink(fs::symlink_status(Path, Problem)); ++Links)
    Path = Path.parent_path() / fs::read_symlink(Path, Problem);
  fs::path Real = fs::weakly_canonical(Path, Problem);
  return Problem ? Path.string() : Real.string();
}

Error writeWhole(StringRef File, StringRef Text) {
  sys::fs::file_status Status;
  if (!sys::fs::status(File, Status)) {
    // What is no ordinary file (/dev/stdout, a pipe) can only be written to as it stands.
    if (!sys::fs::is_regular_file(Status)) {
      std::error_code Problem;
      raw_fd_ostream Out(File, Problem);
      return Problem ? errorCodeToError(Problem) : print(Text, Out);
    }
    // To put another in its place takes no more than a folder that may be written.
    if (std::error_code Problem = sys::fs::access(File, sys::fs::AccessMode::Write))
      return errorCodeToError(Problem);
  }
  return replaceWhole(sys::fs::is_symlink_file(File) ? writtenFile(File) : File.str(), Text);
}

Error replaceWhole(StringRef File, StringRef Text) {
  Expected<sys::fs::TempFile> Temporary =
      sys::fs::TempFile::create(Twine(File) + ".tmp%%%%%%%%", sys::fs::all_read | sys::fs::all_write);
  if (!Temporary)
    return Temporary.takeError();
  Error Failed = [&] {
    raw_fd_ostream Out(Temporary->FD, /*shouldClose=*/false);
    return print(Text, Out);
  }();
  if (Failed)
    return joinErrors(std::move(Failed), Temporary->discard());
  return Temporary->keep(File);
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/WriteWhole.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/raw_ostream.h"

using namespace llvm;

namespace corolint {

Error writeWhole(StringRef File, StringRef Text) {
  sys::fs::file_status Status;
  // What is no ordinary file (/dev/stdout, a pipe) can only be written to as it stands.
  bool InPlace = !sys::fs::status(File, Status) && !sys::fs::is_regular_file(Status);
  auto Write = [&](raw_fd_ostream &Out) -> Error {
    Out << Text;
    Out.flush();
    std::error_code Problem = Out.error();
    Out.clear_error();
    return Problem ? errorCodeToError(Problem) : Error::success();
  };
  if (InPlace) {
    std::error_code Problem;
    raw_fd_ostream Out(File, Problem);
    return Problem ? errorCodeToError(Problem) : Write(Out);
  }
  Expected<sys::fs::TempFile> Temporary =
      sys::fs::TempFile::create(File + ".tmp%%%%%%%%", sys::fs::all_read | sys::fs::all_write);
  if (!Temporary)
    return Temporary.takeError();
  Error Failed = [&] {
    raw_fd_ostream Out(Temporary->FD, /*shouldClose=*/false);
    return Write(Out);
  }();
  if (Failed)
    return joinErrors(std::move(Failed), Temporary->discard());
  return Temporary->keep(File);
}

Error writeWhole(StringRef File, ArrayRef<uint8_t> Bytes) {
  return writeWhole(File, toStringRef(Bytes));
}

} // namespace corolint

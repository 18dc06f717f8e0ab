// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/ReadFile.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace corolint {

Error checkReadable(StringRef File) {
  sys::fs::file_status Status;
  if (std::error_code Problem = sys::fs::status(File, Status))
    return createStringError(Problem.message());
  if (sys::fs::is_directory(Status))
    return createStringError(std::make_error_code(std::errc::is_a_directory).message());
  if (!sys::fs::is_regular_file(Status))
    return createStringError("it is no ordinary file, and might never end");
  return Error::success();
}

Expected<std::unique_ptr<MemoryBuffer>> readFile(StringRef File) {
  if (Error Problem = checkReadable(File))
    return std::move(Problem);
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return createStringError(Buffer.getError().message());
  return std::move(*Buffer);
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/Git.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/FileUtilities.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Program.h"

using namespace llvm;

namespace corolint {

Expected<std::string> git(ArrayRef<StringRef> Arguments, const std::string &Folder) {
  ErrorOr<std::string> Program = sys::findProgramByName("git");
  if (!Program)
    return createStringError("git is not installed");
  SmallString<128> Out, Problems;
  if (std::error_code Problem = sys::fs::createTemporaryFile("corolint", "out", Out))
    return createStringError("cannot write a temporary file: " + Problem.message());
  FileRemover RemoveOut(Out);
  if (std::error_code Problem = sys::fs::createTemporaryFile("corolint", "err", Problems))
    return createStringError("cannot write a temporary file: " + Problem.message());
  FileRemover RemoveProblems(Problems);
  SmallVector<StringRef, 16> Command = {*Program, "-C", Folder, "-c", "core.quotePath=false"};
  append_range(Command, Arguments);
  std::optional<StringRef> Redirects[] = {StringRef(), Out.str(), Problems.str()};
  std::string Message;
  int Code = sys::ExecuteAndWait(*Program, Command, std::nullopt, Redirects, 0, 0, &Message);
  auto Read = [](StringRef File) {
    ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(File);
    return Buffer ? (*Buffer)->getBuffer().str() : std::string();
  };
  if (Code == 0)
    return Read(Out);
  std::string Said = Read(Problems);
  StringRef Line = StringRef(Said).split('\n').first;
  Line.consume_front("fatal: ");
  Line.consume_front("error: ");
  // Whose folder it is: what git advises stands further down.
  StringRef Trust = StringRef(Said).substr(StringRef(Said).find("git config --global --add safe.directory"));
  if (!Trust.empty())
    return createStringError(Line + "; to trust it: " + Trust.split('\n').first);
  return createStringError(Line.empty() ? StringRef(Message) : Line);
}

} // namespace corolint

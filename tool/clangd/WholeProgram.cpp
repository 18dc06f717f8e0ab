// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/clangd/WholeProgram.h"
#include "checks/summary/OtherUnits.h"
#include "tool/engine/LastProgram.h"
#include "tool/engine/ResultCache.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/Support/FileSystem.h"
#include <mutex>

using namespace llvm;

namespace corolint {
namespace {

/// The programs that are open, each read once a run.
class Programs {
public:
  explicit Programs(std::string Folder) : Folder(std::move(Folder)) {}

  std::shared_ptr<const LastProgram> around(StringRef File) {
    std::string Kept = LastProgram::fileFor(File, Folder);
    sys::fs::file_status Status;
    if (Kept.empty() || sys::fs::status(Kept, Status))
      return nullptr;
    std::lock_guard<std::mutex> Lock(Mutex);
    Entry &Known = Entries[Kept];
    if (Known.Written != Status.getLastModificationTime())
      Known = {Status.getLastModificationTime(), LastProgram::read(Kept)};
    return Known.Program;
  }

private:
  struct Entry {
    sys::TimePoint<> Written;
    std::shared_ptr<const LastProgram> Program;
  };
  const std::string Folder;
  std::mutex Mutex;
  StringMap<Entry> Entries;
};

/// What is reached in a program, which it refers to.
struct Reached {
  std::shared_ptr<const LastProgram> Program;
  std::vector<UnitSummary> Units;
};

} // namespace

void knowWholeProgram() {
  auto All = std::make_shared<Programs>(ResultCache::defaultFolder());
  otherUnits() = [All](StringRef File,
                       const UnitSummary &Own) -> std::shared_ptr<const std::vector<UnitSummary>> {
    std::string Real = realPath(File);
    std::shared_ptr<const LastProgram> Program = All->around(Real);
    if (!Program)
      return nullptr;
    auto Result = std::make_shared<Reached>(Reached{Program, Program->reachedFrom(Own, Real)});
    return {Result, &Result->Units};
  };
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/PathGlob.h"
#include "tool/project/Paths.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
namespace path = llvm::sys::path;

namespace corolint {
namespace {

SmallVector<StringRef, 16> namesIn(StringRef Path) {
  return SmallVector<StringRef, 16>(path::begin(Path), path::end(Path));
}

/// \p Text as a glob that matches it alone.
std::string escaped(StringRef Text) {
  std::string Result;
  for (char C : Text) {
    if (StringRef("*?[]\\").contains(C))
      Result += '\\';
    Result += C;
  }
  return Result;
}

bool matchesBelow(ArrayRef<std::optional<GlobPattern>> Parts, ArrayRef<StringRef> Names) {
  if (Parts.empty())
    return true;
  if (!Parts.front())
    return matchesBelow(Parts.drop_front(), Names) ||
           (!Names.empty() && matchesBelow(Parts, Names.drop_front()));
  return !Names.empty() && Parts.front()->match(Names.front()) &&
         matchesBelow(Parts.drop_front(), Names.drop_front());
}

} // namespace

bool PathGlob::isGlob(StringRef Path) {
  return Path.find_first_of("*?[") != StringRef::npos && !sys::fs::exists(Path);
}

Expected<PathGlob> PathGlob::create(StringRef Glob, StringRef Folder) {
  PathGlob Result;
  Result.Text = std::make_unique<const std::string>(
      absolutePath(Glob, escaped(realPath(Folder.empty() ? "." : Folder))));
  for (StringRef Name : namesIn(*Result.Text)) {
    if (Name == "**") {
      Result.Parts.emplace_back(std::nullopt);
      continue;
    }
    Expected<GlobPattern> Part = GlobPattern::create(Name);
    if (!Part)
      return Part.takeError();
    Result.Parts.emplace_back(std::move(*Part));
  }
  return Result;
}

bool PathGlob::matches(StringRef Path) const { return matchesBelow(Parts, namesIn(Path)); }

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Paths.h"
#include "checks/LlvmVersions.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace corolint {
namespace {

SmallString<256> inDirectory(StringRef Path, StringRef Directory) {
  SmallString<256> Absolute(Path);
  if (!Directory.empty())
    makeAbsolute(Directory, Absolute);
  fs::make_absolute(Absolute);
  return Absolute;
}

std::string resolve(StringRef Path) {
  SmallString<256> Real;
  if (!fs::real_path(Path, Real))
    return Real.str().str();
  if (!path::has_parent_path(Path))
    return Path.str();
  SmallString<256> Missing(resolve(path::parent_path(Path)));
  path::append(Missing, path::filename(Path));
  path::remove_dots(Missing, /*remove_dot_dot=*/true);
  return Missing.str().str();
}

} // namespace

std::string absolutePath(StringRef Path, StringRef Directory) {
  SmallString<256> Absolute = inDirectory(Path, Directory);
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  return Absolute.str().str();
}

// A `..` behind a link leaves the folder that it leads to, so dots may not be removed before.
std::string realPath(StringRef Path, StringRef Directory) {
  return resolve(inDirectory(Path, Directory));
}

bool isInside(StringRef Path, StringRef Folder) {
  return !Folder.empty() && Path.consume_front(Folder) &&
         (Path.empty() || Folder.ends_with("/") || Path.starts_with("/"));
}

std::string relativeTo(StringRef Path, StringRef Root) {
  if (!isInside(Path, Root) || Path == Root)
    return Path.str();
  return Path.substr(Root.size()).ltrim('/').str();
}

std::string projectPath(StringRef Path, StringRef Directory, StringRef Root) {
  std::string Real = realPath(Path, Directory);
  if (isInside(Real, Root))
    return Real;
  std::string Link = absolutePath(Path, Directory);
  return isInside(Link, Root) ? Link : Real;
}

} // namespace corolint

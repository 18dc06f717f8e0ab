// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "llvm/Support/Error.h"
#include "llvm/Support/GlobPattern.h"
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// A glob over paths: `*`, `?` and `[…]` stay inside of a folder, as a shell's do, and `**` stands
/// for any number of folders. Like a shell's, it chooses a folder with all below it.
class PathGlob {
public:
  /// Whether \p Path is one, rather than a path that names a file or a folder.
  static bool isGlob(llvm::StringRef Path);

  /// Reads \p Glob, relative to \p Folder, or without one to the working directory. Fails with the
  /// reason why it is none.
  static llvm::Expected<PathGlob> create(llvm::StringRef Glob, llvm::StringRef Folder = "");

  /// Whether the absolute path \p Path, or a folder that it is in, is chosen.
  bool matches(llvm::StringRef Path) const;

private:
  std::unique_ptr<const std::string> Text; ///< What the patterns refer to.
  /// One a folder on the way down; none stands for `**`.
  std::vector<std::optional<llvm::GlobPattern>> Parts;
};

} // namespace corolint

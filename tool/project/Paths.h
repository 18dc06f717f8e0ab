// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// One name for a file, however many symbolic links lead to it.

#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// \p Path made absolute in \p Directory (the working directory if empty) without `.` and `..`,
/// but with its links.
std::string absolutePath(llvm::StringRef Path, llvm::StringRef Directory = "");

/// The file that \p Path, relative to \p Directory, leads to: all links followed. What does not
/// exist is told by the real path of the folder that would hold it.
std::string realPath(llvm::StringRef Path, llvm::StringRef Directory = "");

/// Whether \p Path lies in \p Folder, at whatever depth, or is it.
bool isInside(llvm::StringRef Path, llvm::StringRef Folder);

/// \p Path relative to \p Root where it is inside of it, else as it is.
std::string relativeTo(llvm::StringRef Path, llvm::StringRef Root);

/// The name by which all stages know the file that \p Path leads to: its real path; but that of a
/// link inside of the project root \p Root, where it leads out of it.
std::string projectPath(llvm::StringRef Path, llvm::StringRef Directory, llvm::StringRef Root);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What to analyse: the compilation database, and the choice of translation units in it.

#pragma once

#include "llvm/Support/Error.h"
#include <string>
#include <vector>

namespace corolint {

/// One translation unit.
struct Unit {
  std::string File;                 ///< Absolute.
  std::string Directory;            ///< Where its command runs; absolute.
  std::vector<std::string> Command; ///< The compiler and its arguments, the file among them.
};

struct Project {
  std::string Root; ///< Reports speak of files relative to it; headers inside of it are the project's own. Absolute.
  std::vector<Unit> Units; ///< In the order of the database; the same command for the same file once.
};

/// What the user said of the project.
struct ProjectRequest {
  std::string BuildPath;          ///< -p: a folder with compile_commands.json, or such a file; empty: search for it.
  std::vector<std::string> Paths; ///< Files, folders and globs that choose among the units; all when empty.
  bool HasFlags = false;          ///< `-- FLAGS` was given: no database, each of Paths is a unit.
  std::vector<std::string> Flags;
};

/// Finds and reads the project. Fails with one line that names the file and the mend: no database, a broken one, a path that
/// chooses no unit.
llvm::Expected<Project> loadProject(const ProjectRequest &Request);

/// \p Command fit for clang: unknown options of other compilers dropped, outputs and dependency files gone, warnings off (they
/// are the compiler's business), clang's own headers found.
std::vector<std::string> commandForAnalysis(const Unit &Of);

} // namespace corolint

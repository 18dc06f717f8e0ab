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
  std::string File;                 ///< As projectPath() has it.
  std::string Directory;            ///< Where its command runs; absolute.
  std::vector<std::string> Command; ///< The compiler and its arguments, the file among them; may
                                    ///< be empty where the database is wrong.
  unsigned Number = 0;              ///< Its place in the database.
};

struct Project {
  /// Reports speak of files relative to it; headers inside of it are the project's own. A real
  /// path.
  std::string Root;
  std::string SaidRoot; ///< As the user gave it; Root, where it was found.
  std::string Database; ///< The file that was read; empty without one.
  std::vector<std::string> Unknown; ///< The paths that were left out since no unit lies in them.
  /// In the order of the database; the same command for the same file once. C family alone.
  std::vector<Unit> Units;
};

/// What the user said of the project.
struct ProjectRequest {
  std::string
      BuildPath; ///< -p: a folder with compile_commands.json, or such a file; empty: search for it.
  std::vector<std::string>
      Paths;             ///< Files, folders and globs that choose among the units; all when empty.
  bool SkipsUnknown = false; ///< Leave out those of Paths that no unit lies in.
  bool HasFlags = false; ///< `-- FLAGS` was given: no database, each of Paths is a unit.
  std::vector<std::string> Flags; ///< Or a whole command that compiles the one path.
  std::string Root;               ///< Of the project; empty: found.
  std::vector<std::string> ExtraArgs, ExtraArgsBefore; ///< For every unit's command.
};

/// Finds and reads the project. Fails with one line that names the file and the mend: no database,
/// a broken one, a path that chooses no unit.
llvm::Expected<Project> loadProject(const ProjectRequest &Request);

/// How closely the analysis follows a unit's command.
enum class CommandUse {
  Full,
  Plain, ///< Without the target's options and precompiled headers, for a clang that refuses them.
};

/// The command of \p Of fit for clang: options that it does not know dropped, and those that write
/// files; a newer -std than it knows made its newest; warnings off (they are the compiler's
/// business); clang's own headers found.
std::vector<std::string> commandForAnalysis(const Unit &Of, CommandUse Use = CommandUse::Full);

/// Whether \p Of is C, C++ or of their family, and no assembler or the like. By -x, else by its
/// name.
bool isCFamily(const Unit &Of);

} // namespace corolint

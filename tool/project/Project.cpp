// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Project.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/GlobPattern.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/VirtualFileSystem.h"
#include <set>

using namespace clang;
using namespace llvm;
namespace fs = llvm::sys::fs;
namespace path = llvm::sys::path;

namespace corolint {
namespace {

constexpr llvm::StringLiteral DatabaseName = "compile_commands.json";

Error failure(const Twine &Message) { return createStringError(Message); }

std::string absolutePath(StringRef Path, StringRef Directory = "") {
  SmallString<256> Absolute(Path);
  if (Directory.empty())
    fs::make_absolute(Absolute);
  else
    path::make_absolute(Directory, Absolute);
  path::remove_dots(Absolute, /*remove_dot_dot=*/true);
  return Absolute.str().str();
}

/// compile_commands.json in the working directory, in its `build` folder, or in those of a folder above.
std::string searchDatabase() {
  for (std::string Folder = absolutePath("."); !Folder.empty(); Folder = path::parent_path(Folder).str())
    for (StringRef Below : {"", "build"}) {
      SmallString<256> Candidate(Folder);
      path::append(Candidate, Below, DatabaseName);
      if (fs::exists(Candidate))
        return Candidate.str().str();
    }
  return "";
}

Expected<std::string> databaseFile(StringRef BuildPath) {
  if (BuildPath.empty()) {
    std::string Found = searchDatabase();
    if (Found.empty())
      return failure("no compile_commands.json in this folder, its 'build' folder, or any folder above; make one "
                     "(cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON) and name its folder with -p, or give the flags "
                     "after --");
    return Found;
  }
  SmallString<256> File(absolutePath(BuildPath));
  if (fs::is_directory(File))
    path::append(File, DatabaseName);
  if (!fs::exists(File))
    return failure(Twine(File) + ": no such file; -p takes a build folder or a compile_commands.json");
  return File.str().str();
}

std::string commonFolder(std::string Folder, StringRef Path) {
  while (Path != Folder && !(Path.starts_with(Folder) && (path::is_separator(Path[Folder.size()]) ||
                                                         Folder == path::root_path(Folder))))
    Folder = path::parent_path(Folder).str();
  return Folder;
}

/// The folder of the project: the nearest one above the database that holds .corolint.yaml or a repository; else the deepest
/// that holds every unit and, unless that is all of the disk, the database.
std::string projectRoot(StringRef DatabaseFolder, ArrayRef<Unit> Units) {
  for (StringRef Folder = DatabaseFolder; !Folder.empty(); Folder = path::parent_path(Folder))
    for (StringRef Mark : {".corolint.yaml", ".git"}) {
      SmallString<256> Candidate(Folder);
      path::append(Candidate, Mark);
      if (fs::exists(Candidate))
        return Folder.str();
    }
  std::string Root = path::parent_path(Units.front().File).str();
  for (const Unit &Each : Units)
    Root = commonFolder(Root, Each.File);
  std::string WithDatabase = commonFolder(Root, DatabaseFolder);
  return WithDatabase == path::root_path(WithDatabase) ? Root : WithDatabase;
}

/// Whether \p File is, or is inside of, what \p Wanted names.
Expected<bool> isChosen(StringRef File, StringRef Wanted) {
  if (Wanted.contains_insensitive("*") || Wanted.contains('?') || Wanted.contains('[')) {
    Expected<GlobPattern> Glob = GlobPattern::create(absolutePath(Wanted));
    if (!Glob)
      return failure(Twine(Wanted) + ": not a glob: " + toString(Glob.takeError()));
    return Glob->match(File);
  }
  std::string Absolute = absolutePath(Wanted);
  return File == Absolute || (File.starts_with(Absolute) && path::is_separator(File[Absolute.size()]));
}

Error chooseUnits(std::vector<Unit> &Units, ArrayRef<std::string> Paths) {
  if (Paths.empty())
    return Error::success();
  std::vector<bool> Chosen(Units.size());
  for (const std::string &Wanted : Paths) {
    bool Any = false;
    for (size_t I = 0; I < Units.size(); ++I) {
      Expected<bool> Match = isChosen(Units[I].File, Wanted);
      if (!Match)
        return Match.takeError();
      Chosen[I] = Chosen[I] || *Match;
      Any |= *Match;
    }
    if (!Any)
      return failure(Twine(Wanted) + ": no translation unit of the compilation database is or lies in this path; "
                                     "a header is analysed with the units that include it");
  }
  std::vector<Unit> Kept;
  for (size_t I = 0; I < Units.size(); ++I)
    if (Chosen[I])
      Kept.push_back(std::move(Units[I]));
  Units = std::move(Kept);
  return Error::success();
}

Expected<Project> projectFromFlags(const ProjectRequest &Request) {
  if (Request.Paths.empty())
    return failure("no source file before --; say which to analyse");
  Project Result;
  Result.Root = absolutePath(".");
  for (const std::string &Path : Request.Paths) {
    Unit Each{absolutePath(Path), Result.Root, {"clang++"}};
    if (!fs::exists(Each.File) || fs::is_directory(Each.File))
      return failure(Twine(Path) + ": no such source file");
    append_range(Each.Command, Request.Flags);
    Each.Command.push_back(Each.File);
    Result.Units.push_back(std::move(Each));
  }
  return Result;
}

} // namespace

Expected<Project> loadProject(const ProjectRequest &Request) {
  if (Request.HasFlags)
    return projectFromFlags(Request);
  Expected<std::string> File = databaseFile(Request.BuildPath);
  if (!File)
    return File.takeError();
  std::string Reason;
  std::unique_ptr<tooling::CompilationDatabase> Database = tooling::JSONCompilationDatabase::loadFromFile(
      *File, Reason, tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return failure(*File + ": not a compilation database: " + StringRef(Reason).trim());
  Database = tooling::inferTargetAndDriverMode(
      tooling::expandResponseFiles(std::move(Database), vfs::getRealFileSystem()));

  Project Result;
  std::set<std::pair<std::string, std::vector<std::string>>> Seen;
  for (tooling::CompileCommand &Command : Database->getAllCompileCommands()) {
    std::string Directory = absolutePath(Command.Directory, path::parent_path(*File));
    Unit Each{absolutePath(Command.Filename, Directory), Directory, std::move(Command.CommandLine)};
    std::vector<std::string> Same = Each.Command;
    llvm::erase(Same, Command.Output);
    if (Seen.insert({Each.File, Same}).second)
      Result.Units.push_back(std::move(Each));
  }
  if (Result.Units.empty())
    return failure(*File + ": the compilation database is empty; build or configure the project first");
  Result.Root = projectRoot(path::parent_path(*File), Result.Units);
  if (Error Failed = chooseUnits(Result.Units, Request.Paths))
    return std::move(Failed);
  return Result;
}

} // namespace corolint

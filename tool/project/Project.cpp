// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Project.h"
#include "checks/ReadFile.h"
#include "tool/project/JsonFile.h"
#include "tool/project/PathGlob.h"
#include "tool/project/Paths.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "clang/Tooling/CompilationDatabase.h"
#include "clang/Tooling/JSONCompilationDatabase.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/CommandLine.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Program.h"
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

/// compile_commands.json in the working directory, in its `build` folder, or in those of a folder
/// above.
std::string searchDatabase() {
  for (std::string Folder = absolutePath("."); !Folder.empty();
       Folder = path::parent_path(Folder).str())
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
      return failure("no compile_commands.json in this folder, its 'build' folder, or any folder "
                     "above; make one "
                     "(cmake -DCMAKE_EXPORT_COMPILE_COMMANDS=ON) and name its folder with -p, or "
                     "give the flags "
                     "after --");
    return Found;
  }
  SmallString<256> File(absolutePath(BuildPath));
  if (fs::is_directory(File))
    path::append(File, DatabaseName);
  if (!fs::exists(File))
    return failure(Twine(File) +
                   ": no such file; -p takes a build folder or a compile_commands.json");
  return File.str().str();
}

std::string commonFolder(std::string Folder, StringRef Path) {
  while (!isInside(Path, Folder))
    Folder = path::parent_path(Folder).str();
  return Folder;
}

/// The nearest folder from \p Folder upwards that holds .corolint.yaml or a repository.
std::optional<std::string> markedFolder(StringRef Folder) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder))
    for (StringRef Mark : {".corolint.yaml", ".git"}) {
      SmallString<256> Candidate(Folder);
      path::append(Candidate, Mark);
      if (fs::exists(Candidate))
        return Folder.str();
    }
  return std::nullopt;
}

/// The folder of the project: the nearest marked one above all units; else the deepest that holds
/// every unit and, unless that is all of the disk, the database.
std::string projectRoot(const std::string &DatabaseFolder, ArrayRef<Unit> Units) {
  std::string Common = path::parent_path(realPath(Units.front().File)).str();
  for (const Unit &Each : Units)
    Common = commonFolder(Common, realPath(Each.File));
  if (std::optional<std::string> Marked = markedFolder(Common))
    return *Marked;
  std::string WithDatabase = commonFolder(Common, DatabaseFolder);
  return WithDatabase == path::root_path(WithDatabase) ? Common : WithDatabase;
}

/// The places in \p Units of those that \p Wanted, a file, a folder or a glob, names.
Expected<std::vector<size_t>> unitsIn(ArrayRef<Unit> Units, StringRef Wanted, StringRef Root) {
  std::string Path = projectPath(Wanted, "", Root);
  std::optional<PathGlob> Glob;
  if (PathGlob::isGlob(Wanted)) {
    Expected<PathGlob> Read = PathGlob::create(Wanted);
    if (!Read)
      return failure(Wanted + ": not a glob: " + toString(Read.takeError()));
    Glob = std::move(*Read);
  }
  std::vector<size_t> Found;
  for (const auto &[Index, Each] : enumerate(Units))
    if (Glob ? Glob->matches(Each.File) : isInside(Each.File, Path))
      Found.push_back(Index);
  return Found;
}

Error chooseUnits(Project &From, const ProjectRequest &Request) {
  if (Request.Paths.empty())
    return Error::success();
  std::set<size_t> Chosen;
  for (const std::string &Wanted : Request.Paths) {
    Expected<std::vector<size_t>> Found = unitsIn(From.Units, Wanted, From.Root);
    if (!Found)
      return Found.takeError();
    if (Found->empty() && !Request.SkipsUnknown)
      return failure(Twine(Wanted) +
                     ": no translation unit of the compilation database is or lies in this path; "
                     "a header is analysed with the units that include it");
    if (Found->empty())
      From.Unknown.push_back(Wanted);
    Chosen.insert(Found->begin(), Found->end());
  }
  std::vector<Unit> Kept;
  for (size_t Index : Chosen)
    Kept.push_back(std::move(From.Units[Index]));
  From.Units = std::move(Kept);
  return Error::success();
}

/// The disk, but for what may never end: pipes and devices are as if they were not there.
class OrdinaryFiles : public vfs::ProxyFileSystem {
public:
  OrdinaryFiles() : ProxyFileSystem(vfs::getRealFileSystem()) {}

  ErrorOr<vfs::Status> status(const Twine &Path) override {
    ErrorOr<vfs::Status> Found = ProxyFileSystem::status(Path);
    if (Found && !Found->isRegularFile() && !Found->isDirectory())
      return std::make_error_code(std::errc::no_such_file_or_directory);
    return Found;
  }
};

/// Reads the database \p File. It is checked before clang's reader sees it, which takes it for YAML
/// and tells of mistakes on standard error.
Expected<std::vector<Unit>> readDatabase(StringRef File) {
  Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(File);
  if (!Buffer)
    return failure(File + ": cannot read this file: " + toString(Buffer.takeError()));
  StringRef Text = (*Buffer)->getBuffer();
  Expected<json::Value> Json = parseJson(Text);
  if (!Json)
    return failure(File + ": not a compilation database: " + toString(Json.takeError()));
  // Clang's reader takes a number for a name.
  if (const json::Array *Entries = Json->getAsArray())
    for (const auto &[Index, Entry] : enumerate(*Entries))
      if (const json::Object *Of = Entry.getAsObject();
          Of && Of->get("file") && !Of->getString("file"))
        return failure(File + ": not a compilation database: the 'file' of entry " +
                       Twine(Index) + " is no text");
  std::string Reason;
  std::unique_ptr<tooling::CompilationDatabase> Database =
      tooling::JSONCompilationDatabase::loadFromBuffer(Text, Reason,
                                                       tooling::JSONCommandLineSyntax::AutoDetect);
  if (!Database)
    return failure(File + ": not a compilation database: " + StringRef(Reason).trim());

  std::vector<Unit> Units;
  auto Disk = makeIntrusiveRefCnt<OrdinaryFiles>();
  for (tooling::CompileCommand &Command : Database->getAllCompileCommands()) {
    std::string Directory = absolutePath(Command.Directory, path::parent_path(File));
    std::vector<std::string> &Words = Command.CommandLine;
    tooling::addExpandedResponseFiles(Words, Directory, cl::TokenizeGNUCommandLine, *Disk);
    if (!Words.empty())
      tooling::addTargetAndModeForProgramName(Words, std::string(Words.front()));
    Units.push_back({absolutePath(Command.Filename, Directory), Directory, std::move(Words)});
  }
  if (Units.empty())
    return failure(File +
                   ": the compilation database is empty; build or configure the project first");
  return Units;
}

/// Leaves one of entries that are the same to the analysis, and those of other languages out.
void eraseSuperfluous(std::vector<Unit> &Units) {
  std::set<std::tuple<std::string, std::string, std::vector<std::string>>> Seen;
  llvm::erase_if(Units, [&](const Unit &Each) {
    return !isCFamily(Each) ||
           !Seen.insert({Each.File, Each.Directory, commandForAnalysis(Each)}).second;
  });
}

/// Whether \p Flags are a whole command, compiler and source included, as CMake hands it to a linter.
bool isWholeCommand(ArrayRef<std::string> Flags) {
  return !Flags.empty() && !StringRef(Flags.front()).starts_with("-") &&
         sys::findProgramByName(Flags.front());
}

/// Sets the root that the user gave; false without one.
Expected<bool> takeRoot(const ProjectRequest &Request, Project &Of) {
  if (Request.Root.empty())
    return false;
  if (!fs::is_directory(Request.Root))
    return failure("--root=" + Request.Root + ": no such folder");
  Of.Root = realPath(Request.Root);
  Of.SaidRoot = path::is_absolute(Request.Root) ? Of.Root : Request.Root;
  return true;
}

Expected<Project> projectFromFlags(const ProjectRequest &Request) {
  if (Request.Paths.empty())
    return failure("no source file before --; say which to analyse");
  Project Result;
  Expected<bool> Given = takeRoot(Request, Result);
  if (!Given)
    return Given.takeError();
  if (!*Given)
    Result.Root = Result.SaidRoot = realPath(".");
  for (const std::string &Path : Request.Paths) {
    Unit Each{projectPath(Path, "", Result.Root), realPath("."), {}};
    if (!fs::is_regular_file(Each.File))
      return failure(Twine(Path) + ": no such source file");
    if (isWholeCommand(Request.Flags)) {
      if (Request.Paths.size() > 1)
        return failure("a whole command behind -- compiles one source file; give one before it");
      Each.Command = Request.Flags;
    } else {
      Each.Command = {"clang++"};
      append_range(Each.Command, Request.Flags);
      Each.Command.push_back(absolutePath(Path));
    }
    Result.Units.push_back(std::move(Each));
  }
  return Result;
}

void addExtraArgs(const ProjectRequest &Request, Project &To) {
  for (auto [Arguments, Position] :
       {std::pair(&Request.ExtraArgsBefore, tooling::ArgumentInsertPosition::BEGIN),
        std::pair(&Request.ExtraArgs, tooling::ArgumentInsertPosition::END)})
    if (!Arguments->empty())
      for (Unit &Each : To.Units)
        Each.Command =
            tooling::getInsertArgumentAdjuster(*Arguments, Position)(Each.Command, Each.File);
}

Expected<Project> projectFromDatabase(const ProjectRequest &Request) {
  Expected<std::string> File = databaseFile(Request.BuildPath);
  if (!File)
    return File.takeError();
  Expected<std::vector<Unit>> Units = readDatabase(*File);
  if (!Units)
    return Units.takeError();
  Project Result;
  Expected<bool> Given = takeRoot(Request, Result);
  if (!Given)
    return Given.takeError();
  if (!*Given)
    Result.Root = Result.SaidRoot = projectRoot(realPath(path::parent_path(*File)), *Units);
  Result.Database = std::move(*File);
  Result.Units = std::move(*Units);
  for (auto [Number, Each] : enumerate(Result.Units))
    Each.Number = Number;
  for (Unit &Each : Result.Units)
    Each.File = projectPath(Each.File, Each.Directory, Result.Root);
  if (Error Failed = chooseUnits(Result, Request))
    return std::move(Failed);
  eraseSuperfluous(Result.Units);
  return Result;
}

} // namespace

Expected<Project> loadProject(const ProjectRequest &Request) {
  Expected<Project> Result =
      Request.HasFlags ? projectFromFlags(Request) : projectFromDatabase(Request);
  if (Result)
    addExtraArgs(Request, *Result);
  return Result;
}

} // namespace corolint

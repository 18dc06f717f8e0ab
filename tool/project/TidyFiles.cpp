// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which checks run on a file, and with which options: profiles, .clang-tidy and --checks.

#include "checks/AsyncTidyModule.h"
#include "checks/LlvmVersions.h"
#include "checks/ReadFile.h"
#include "checks/knowledge/YamlProblem.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/GlobList.h"
#include "tool/project/Configuration.h"
#include "tool/project/Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/VirtualFileSystem.h"

using namespace clang::tidy;
using namespace llvm;
namespace path = llvm::sys::path;

namespace corolint {
namespace {

SmallVector<StringRef, 32> globsIn(StringRef Checks) {
  SmallVector<StringRef, 32> Globs;
  SplitString(Checks, Globs, ",\n\t ");
  return Globs;
}

/// Whether a check list names async checks, or turns everything off and nothing on.
bool concernsUs(StringRef Checks) {
  SmallVector<StringRef, 32> Globs = globsIn(Checks);
  bool AllOff = !Globs.empty();
  for (StringRef Glob : Globs) {
    bool Off = Glob.consume_front("-");
    if (Glob.starts_with("async-"))
      return true;
    AllOff &= Off && Glob == "*";
  }
  return AllOff;
}

/// The options that checks of ours have, by their names in CheckOptions.
const std::vector<std::string> &knownOptions() {
  static const std::vector<std::string> Names = [] {
    std::vector<std::string> Result = {"async.ModelFiles", "async.Strict"};
#if LLVM_VERSION_MAJOR < 22
    const auto All = getAllChecksAndOptions(false);
#else
    const auto All = getAllChecksAndOptions(false, false);
#endif
    for (StringRef Name : All.Options.keys())
      if (Name.starts_with("async-"))
        Result.push_back(Name.str());
    sort(Result);
    return Result;
  }();
  return Names;
}

/// What in \p Of, the .clang-tidy \p Text, speaks of ours and means nothing. Names that may be
/// another program's are left alone.
void findSlips(MemoryBufferRef Text, const ClangTidyOptions &Of, std::vector<std::string> &To) {
  auto Tell = [&](StringRef Name, const Twine &Problem) {
    size_t At = Text.getBuffer().find(Name);
    unsigned Line = Text.getBuffer().take_front(At).count('\n') + 1;
    std::string Message =
        (Text.getBufferIdentifier() + ":" + Twine(Line) + ": " + Problem).str();
    if (!is_contained(To, Message))
      To.push_back(std::move(Message));
  };
  for (const auto &Each : Of.CheckOptions) {
    StringRef Key = Each.getKey();
    if (!Key.starts_with("async-") && !Key.starts_with("async."))
      continue;
    const std::vector<std::string> &Known = knownOptions();
    if (!is_contained(Known, Key))
      Tell(Key, "there is no option '" + Key + "'" +
                    didYouMean(Key, std::vector<StringRef>(Known.begin(), Known.end()),
                               "; the page of each check lists its own"));
  }
  const std::string Checks = Of.Checks.value_or("");
  for (StringRef Glob : globsIn(Checks)) {
    Glob.consume_front("-");
    if (!unknownCheck(Glob).empty())
      Tell(Glob, "there is no check '" + Glob + "'" + checkLike(Glob));
  }
}

/// The nearest .clang-tidy from \p Folder upwards that is no readable file, if no other is nearer:
/// clang-tidy passes over it in silence. With the reason; empty if there is none.
std::string unreadableFrom(StringRef Folder, StringSet<> &Seen) {
  for (; !Folder.empty() && Seen.insert(Folder).second; Folder = path::parent_path(Folder)) {
    SmallString<256> File(Folder);
    path::append(File, ".clang-tidy");
    sys::fs::file_status Status;
    if (sys::fs::status(File, Status, /*follow=*/false))
      continue;
    if (Expected<std::unique_ptr<MemoryBuffer>> Read = readFile(File); !Read)
      return (Twine(File) + ": cannot read this configuration: " + toString(Read.takeError()))
          .str();
    return "";
  }
  return "";
}

/// \p Text with a line of AnalyzeTemporaryDtors, which clang-tidy knew until version 18 and many a
/// file still has, made a comment of the same length.
std::string withoutOldKey(StringRef Text) {
  constexpr StringRef Key = "AnalyzeTemporaryDtors:";
  std::string Result = Text.str();
  const size_t At = Text.starts_with(Key) ? 0 : Text.find(("\n" + Key).str()) + 1;
  if (StringRef(Result).substr(At).starts_with(Key))
    Result[At] = '#';
  return Result;
}

/// Reads a .clang-tidy as clang-tidy does; what is wrong with it goes to \p Errors.
ClangTidyOptions parseTidyFile(MemoryBufferRef Text, std::vector<std::string> &Errors,
                               std::vector<std::string> *Slips) {
  const StringRef Name = Text.getBufferIdentifier();
  if (std::string Reason = unfitForYaml(Text.getBuffer()); !Reason.empty()) {
    Errors.push_back((Name + ": not a .clang-tidy file: " + Reason).str());
    return {};
  }
  const std::string Known = withoutOldKey(Text.getBuffer());
  Text = MemoryBufferRef(Known, Name);
  std::string Message;
  auto Keep = [&Message](const SMDiagnostic &Diagnostic) { keepFirst(Diagnostic, &Message); };
  ErrorOr<ClangTidyOptions> Parsed = parseConfigurationWithDiags(Text, Keep);
  if (!Parsed) {
    Errors.push_back(Message.empty() ? (Name + ": not a .clang-tidy file").str() : Message);
    // An error handed on would be printed once more.
    return {};
  }
  if (Slips)
    findSlips(Text, *Parsed, *Slips);
  return std::move(*Parsed);
}

/// clang-tidy's reading of .clang-tidy files, with the profile below and --checks above them.
class ProfileOptionsProvider : public FileOptionsProvider {
public:
  ProfileOptionsProvider(ClangTidyOptions Base, ClangTidyOptions Override,
                         std::vector<PathSettings> Paths, std::vector<std::string> &Errors,
                         std::vector<std::string> *Slips)
      : FileOptionsProvider(ClangTidyGlobalOptions(), std::move(Base), std::move(Override),
                            {{".clang-tidy",
                              [&Errors, Slips](MemoryBufferRef Text) {
                                return ErrorOr<ClangTidyOptions>(
                                    parseTidyFile(Text, Errors, Slips));
                              }}}),
        Paths(std::move(Paths)), Errors(Errors) {
    FS = vfs::getRealFileSystem(); // This base constructor leaves it unset.
  }

  std::vector<OptionsSource> getRawOptions(StringRef File) override {
    if (std::string Unreadable = unreadableFrom(path::parent_path(File), Seen);
        !Unreadable.empty()) {
      Errors.push_back(std::move(Unreadable));
      return DefaultOptionsProvider::getRawOptions(File);
    }
    std::vector<OptionsSource> Sources = FileOptionsProvider::getRawOptions(File);
    for (const OptionsSource &Each : Sources)
      if (Each.first.InheritParentConfig.value_or(false) && path::is_absolute(Each.second))
        if (std::string Unreadable = unreadableFrom(
                path::parent_path(path::parent_path(Each.second)), Seen);
            !Unreadable.empty())
          Errors.push_back(std::move(Unreadable));
    // The first is the profile, the last what the command line says; between them stand the files.
    for (size_t I = 1; I + 1 < Sources.size(); ++I)
      if (Sources[I].first.Checks && !concernsUs(*Sources[I].first.Checks))
        Sources[I].first.Checks.reset();
    for (const PathSettings &Each : Paths)
      if (!Each.Checks.empty() && Each.Glob->matches(File)) {
        ClangTidyOptions OfPath;
        OfPath.Checks = Each.Checks;
        Sources.insert(std::prev(Sources.end()),
                       {std::move(OfPath), "path '" + Each.Path + "' of .corolint.yaml"});
      }
    return Sources;
  }

private:
  std::vector<PathSettings> Paths;
  std::vector<std::string> &Errors;
  StringSet<> Seen; ///< Folders whose .clang-tidy was looked at.
};

} // namespace

std::optional<std::string> checksOfProfile(StringRef Name) {
  std::string Checks = "-*";
  for (const CheckInfo &Check : allChecks())
    if (Name == "all" || Check.In == Profile::Recommended ||
        (Name == "strict" && Check.In == Profile::Strict) ||
        (Name == "performance" && Check.In == Profile::Performance))
      Checks += ("," + Check.Name).str();
  if (!is_contained({"recommended", "strict", "performance", "all"}, Name))
    return std::nullopt;
  return Checks;
}

std::string unknownCheck(StringRef Checks) {
  for (StringRef Glob : globsIn(Checks)) {
    GlobList List(Glob);
    if (Glob.starts_with("async-") &&
        none_of(allChecks(), [&](const CheckInfo &Check) { return List.contains(Check.Name); }))
      return Glob.str();
  }
  return "";
}

std::string checkLike(StringRef Name) {
  std::vector<StringRef> Names;
  for (const CheckInfo &Check : allChecks())
    Names.push_back(Check.Name);
  return didYouMean(Name, Names, "; see corolint list-checks");
}

std::string unknownProfile(StringRef Name) {
  return unknownName("profile", Name, {"recommended", "strict", "performance", "all"});
}

std::string unknownLevel(StringRef Value, ArrayRef<StringRef> Levels, StringRef Key) {
  return is_contained(Levels, Value) ? ""
                                     : unknownName("level", Value, Levels, (" for " + Key).str());
}

std::unique_ptr<ClangTidyOptionsProvider> makeOptionsProvider(const CheckSelection &Selection,
                                                              std::vector<std::string> &Errors,
                                                              std::vector<std::string> *Slips) {
  ClangTidyOptions Base = ClangTidyOptions::getDefaults();
  Base.Checks = checksOfProfile(Selection.Profile);
  Base.WarningsAsErrors = "";
  Base.HeaderFilterRegex = ".*"; // What lies outside of the project is left out later, by its path.
  Base.SystemHeaders = false;
  if (Selection.Profile == "strict" || Selection.Profile == "all")
    Base.CheckOptions["async.Strict"] = ClangTidyOptions::ClangTidyValue("true");
  if (!Selection.ModelFiles.empty())
    Base.CheckOptions["async.ModelFiles"] =
        ClangTidyOptions::ClangTidyValue(join(Selection.ModelFiles, ";"));
  ClangTidyOptions Override;
  if (!Selection.Checks.empty())
    Override.Checks = Selection.Checks;
  return std::make_unique<ProfileOptionsProvider>(std::move(Base), std::move(Override),
                                                  Selection.Paths, Errors, Slips);
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Configuration.h"
#include "checks/AsyncTidyModule.h"
#include "checks/LlvmVersions.h"
#include "checks/knowledge/YamlDepth.h"
#include "checks/knowledge/YamlProblem.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/JSON.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/SourceMgr.h"
#include "llvm/Support/VirtualFileSystem.h"
#include "llvm/Support/YAMLTraits.h"

using namespace clang::tidy;
using namespace corolint;
using namespace llvm;
namespace path = llvm::sys::path;

LLVM_YAML_IS_SEQUENCE_VECTOR(PathSettings)

template <> struct llvm::yaml::ScalarEnumerationTraits<Level> {
  static void enumeration(IO &Io, Level &Value) {
    for (Level Each : {Level::Remark, Level::Warning, Level::Error})
      Io.enumCase(Value, levelName(Each), Each);
  }
};

template <> struct llvm::yaml::MappingTraits<PathSettings> {
  static void mapping(IO &Io, PathSettings &Settings) {
    Io.mapRequired("path", Settings.Path);
    Io.mapOptional("checks", Settings.Checks);
    Io.mapOptional("level", Settings.Severity);
    Io.mapOptional("skip", Settings.Skip);
  }
  static std::string validate(IO &, PathSettings &Settings) {
    if (std::string Unknown = unknownCheck(Settings.Checks); !Unknown.empty())
      return "there is no check '" + Unknown + "'; see corolint list-checks";
    return "";
  }
};

template <> struct llvm::yaml::MappingTraits<DriverSettings> {
  static void mapping(IO &Io, DriverSettings &Settings) {
    Io.mapOptional("profile", Settings.Profile);
    Io.mapOptional("checks", Settings.Checks);
    Io.mapOptional("model-files", Settings.ModelFiles);
    Io.mapOptional("fail-on", Settings.FailOn);
    Io.mapOptional("jobs", Settings.Jobs);
    Io.mapOptional("timeout", Settings.Timeout);
    Io.mapOptional("max-findings", Settings.MaxFindings);
    Io.mapOptional("baseline", Settings.Baseline);
    Io.mapOptional("unused-suppressions", Settings.UnusedSuppressions);
    Io.mapOptional("paths", Settings.Paths);
  }
  static std::string validate(IO &, DriverSettings &Settings) {
    if (!Settings.Profile.empty() && !checksOfProfile(Settings.Profile))
      return "unknown profile '" + Settings.Profile +
             "'; the profiles are recommended, strict, performance, all";
    if (!Settings.FailOn.empty() && Settings.FailOn != "never" && !parseLevel(Settings.FailOn))
      return "unknown level '" + Settings.FailOn +
             "' for fail-on; the levels are remark, warning, error, never";
    if (const std::string &Level = Settings.UnusedSuppressions;
        !Level.empty() && Level != "off" && !parseLevel(Level))
      return "unknown level '" + Level +
             "' for unused-suppressions; the levels are off, remark, warning, error";
    if (std::string Unknown = unknownCheck(Settings.Checks); !Unknown.empty())
      return "there is no check '" + Unknown + "'; see corolint list-checks";
    for (const auto &[Key, Number] :
         {std::pair("jobs", Settings.Jobs), std::pair("timeout", Settings.Timeout)})
      if (Number == 0U)
        return std::string(Key) + ": '0' is not a positive number";
    return "";
  }
};

namespace corolint {
namespace {

constexpr llvm::StringLiteral SettingsName = ".corolint.yaml";
constexpr llvm::StringLiteral SettingsKeys[] = {
    "profile", "checks",       "model-files", "fail-on",             "jobs",
    "timeout", "max-findings", "baseline",    "unused-suppressions", "paths",
    "path",    "level",        "skip"};

/// \p Message with a guess at what was meant where it is about an unknown key.
std::string withSuggestion(StringRef Message) {
  StringRef Unknown = Message.split("unknown key '").second.split('\'').first;
  if (Unknown.empty())
    return Message.str();
  const StringLiteral *Nearest = nullptr;
  unsigned Least = Unknown.size() / 3 + 2; // So far off it is another word.
  for (const StringLiteral &Key : SettingsKeys)
    if (unsigned Distance = Unknown.edit_distance(Key); Distance < Least) {
      Least = Distance;
      Nearest = &Key;
    }
  return (Message + (Nearest ? "; did you mean '" + *Nearest + "'?"
                             : Twine("; docs/configuration.md lists the keys")))
      .str();
}

/// The lines that the keys of \p Text stand in; those at its margin alone.
std::map<std::string, unsigned> linesOfKeys(StringRef Text) {
  std::map<std::string, unsigned> Lines;
  unsigned Number = 0;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    ++Number;
    if (StringRef Key = Line.split(':').first; is_contained(SettingsKeys, Key))
      Lines.try_emplace(Key.str(), Number);
  }
  return Lines;
}

std::string nearestSettings(StringRef Folder) {
  for (; !Folder.empty(); Folder = path::parent_path(Folder)) {
    SmallString<256> Candidate(Folder);
    path::append(Candidate, SettingsName);
    if (sys::fs::exists(Candidate))
      return Candidate.str().str();
  }
  return "";
}

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

/// clang-tidy's reading of .clang-tidy files, with the profile below and --checks above them.
class ProfileOptionsProvider : public FileOptionsProvider {
public:
  ProfileOptionsProvider(ClangTidyOptions Base, ClangTidyOptions Override,
                         std::vector<PathSettings> Paths, std::vector<std::string> &Errors)
      : FileOptionsProvider(
            ClangTidyGlobalOptions(), std::move(Base), std::move(Override),
            {{".clang-tidy", [&Errors](MemoryBufferRef Text) {
                std::string Message;
                auto Keep = [&Message](const SMDiagnostic &Diagnostic) {
                  keepFirst(Diagnostic, &Message);
                };
                auto Parsed = parseConfigurationWithDiags(Text, Keep);
                if (Parsed)
                  return Parsed;
                Errors.push_back(
                    Message.empty()
                        ? (Text.getBufferIdentifier() + ": not a .clang-tidy file").str()
                        : Message);
                // An error handed on would be printed once more.
                return ErrorOr<ClangTidyOptions>(ClangTidyOptions());
              }}}),
        Paths(std::move(Paths)) {
    FS = vfs::getRealFileSystem(); // This base constructor leaves it unset.
  }

  std::vector<OptionsSource> getRawOptions(StringRef File) override {
    std::vector<OptionsSource> Sources = FileOptionsProvider::getRawOptions(File);
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

Expected<DriverSettings> readDriverSettings(const std::string &Given, StringRef Folder) {
  std::string File = Given.empty() ? nearestSettings(Folder) : Given;
  if (File.empty())
    return DriverSettings();
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer = MemoryBuffer::getFile(File, /*IsText=*/true);
  if (!Buffer)
    return createStringError(Twine(File) +
                             ": cannot read this configuration: " + Buffer.getError().message());
  return parseDriverSettings((*Buffer)->getBuffer(), File);
}

Expected<DriverSettings> parseDriverSettings(StringRef Text, StringRef Name) {
  DriverSettings Settings;
  // LLVM's reader asserts, crashes or gives up in silence on bytes that are no text.
  if (Text.contains('\0') || !json::isUTF8(Text))
    return createStringError(Name + ": not a configuration file: it is no UTF-8 text");
  if (isNestedTooDeep(Text))
    return createStringError(Name + ": not a configuration file: nested deeper than " +
                             Twine(DeepestYaml) + " levels");
  std::string Message;
  // Without a last line end LLVM's reader overlooks that a quote is never closed.
  std::string Ended = (Text + (Text.ends_with("\n") ? "" : "\n")).str();
  yaml::Input In(MemoryBufferRef(Ended, Name), nullptr, keepFirst, &Message);
  // `In >> Settings` would read on where there is no document, and crash.
  yaml::EmptyContext Context;
  if (In.setCurrentDocument() && !In.error())
    yaml::yamlize(In, Settings, /*Required=*/true, Context);
  if (In.error())
    return createStringError(Message.empty() ? (Name + ": not a configuration file").str()
                                             : withSuggestion(Message));
  SmallString<256> Folder(path::parent_path(Name));
  sys::fs::make_absolute(Folder);
  auto MakeAbsolute = [&](std::string &File) {
    SmallString<256> Absolute(File);
    corolint::makeAbsolute(Folder, Absolute);
    File = Absolute.str().str();
  };
  for (std::string &Model : Settings.ModelFiles)
    MakeAbsolute(Model);
  if (!Settings.Baseline.empty())
    MakeAbsolute(Settings.Baseline);
  for (PathSettings &Each : Settings.Paths) {
    Expected<PathGlob> Glob = PathGlob::create(Each.Path, Folder);
    if (!Glob)
      return createStringError(Name + ": '" + Each.Path +
                               "' is not a glob: " + toString(Glob.takeError()));
    Each.Glob = std::make_shared<const PathGlob>(std::move(*Glob));
  }
  Settings.File = Name.str();
  Settings.Lines = linesOfKeys(Text);
  return Settings;
}

std::unique_ptr<ClangTidyOptionsProvider> makeOptionsProvider(const CheckSelection &Selection,
                                                              std::vector<std::string> &Errors) {
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
                                                  Selection.Paths, Errors);
}

} // namespace corolint

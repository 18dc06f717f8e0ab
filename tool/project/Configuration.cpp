// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Configuration.h"
#include "checks/LlvmVersions.h"
#include "checks/ReadFile.h"
#include "checks/knowledge/YamlProblem.h"
#include "tool/project/Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/YAMLTraits.h"

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
      return "there is no check '" + Unknown + "'" + checkLike(Unknown);
    return "";
  }
};

template <> struct llvm::yaml::MappingTraits<DriverSettings> {
  static void mapping(IO &Io, DriverSettings &Settings) {
    // Whatever is asked for counts as a key from then on.
    const std::vector<StringRef> Given = Io.keys();
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
    for (auto [Key, Value] : {std::pair("profile", &Settings.Profile),
                              std::pair("fail-on", &Settings.FailOn),
                              std::pair("unused-suppressions", &Settings.UnusedSuppressions)})
      if (is_contained(Given, Key) && Value->empty())
        Io.setError(Twine(Key) + ": no value is given");
  }
  static std::string validate(IO &, DriverSettings &Settings) {
    if (!Settings.Profile.empty() && !checksOfProfile(Settings.Profile))
      return unknownProfile(Settings.Profile);
    for (const auto &[Key, Level, Levels] :
         {std::tuple("fail-on", &Settings.FailOn, ArrayRef<StringRef>(LevelsToFailOn)),
          std::tuple("unused-suppressions", &Settings.UnusedSuppressions,
                     ArrayRef<StringRef>(LevelsOfUnused))})
      if (std::string Problem = Level->empty() ? "" : unknownLevel(*Level, Levels, Key);
          !Problem.empty())
        return Problem;
    if (std::string Unknown = unknownCheck(Settings.Checks); !Unknown.empty())
      return "there is no check '" + Unknown + "'" + checkLike(Unknown);
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

/// A key, and what it takes, for those who gave it something else.
struct KeyInfo {
  StringLiteral Name, Takes;
  bool IsOfPath; ///< It stands in an entry of `paths`; `checks` also at the top.
};
constexpr KeyInfo Keys[] = {
    {"profile", "recommended, strict, performance or all", false},
    {"checks", "one text: globs separated by commas", false},
    {"model-files", "a list of files", false},
    {"fail-on", "remark, warning, error or never", false},
    {"jobs", "a positive number", false},
    {"timeout", "a positive number, of seconds", false},
    {"max-findings", "a number", false},
    {"baseline", "a file", false},
    {"unused-suppressions", "off, remark, warning or error", false},
    {"paths", "a list of entries, each with its path", false},
    {"path", "a glob", true},
    {"level", "remark, warning or error", true},
    {"skip", "true or false", true}};

const KeyInfo *keyCalled(StringRef Name) {
  const KeyInfo *Found = find_if(Keys, [&](const KeyInfo &Key) { return Key.Name == Name; });
  return Found == std::end(Keys) ? nullptr : Found;
}

/// What to add to a complaint of the unknown key \p Name.
std::string unknownKeyAdvice(StringRef Name) {
  if (const KeyInfo *Known = keyCalled(Name))
    return Known->IsOfPath ? " here; it belongs to an entry of 'paths'"
                           : " here; it does not belong to an entry of 'paths'";
  std::vector<StringRef> Names;
  for (const KeyInfo &Key : Keys)
    Names.push_back(Key.Name);
  return didYouMean(Name, Names, "; docs/configuration.md lists the keys");
}

/// The key of \p Text that the value at \p Line and \p Column belongs to.
const KeyInfo *keyAt(StringRef Text, unsigned Line, unsigned Column) {
  SmallVector<StringRef, 64> Lines;
  Text.take_front(1 << 20).split(Lines, '\n', Line);
  if (Line == 0 || Line > Lines.size())
    return nullptr;
  StringRef Before = Lines[Line - 1].take_front(Column - 1);
  for (unsigned Above = Line;;) {
    size_t Colon = Before.rfind(':');
    StringRef Key = Colon == StringRef::npos ? "" : Before.take_front(Colon);
    Key = Key.substr(Key.find_last_of(" ,{") + 1);
    if (const KeyInfo *Known = keyCalled(Key))
      return Known;
    if (--Above == 0)
      return nullptr;
    Before = Lines[Above - 1];
  }
}

/// \p Message, which LLVM's reader has of \p Text, with what to do about it: what a key takes, or a
/// guess at which was meant.
std::string withAdvice(StringRef Message, StringRef Name, StringRef Text) {
  StringRef Place = Message.drop_front(Name.size());
  unsigned Line = 0, Column = 0;
  if (!Message.starts_with(Name) || !Place.consume_front(":") || Place.consumeInteger(10, Line) ||
      !Place.consume_front(":") || Place.consumeInteger(10, Column) || !Place.consume_front(": "))
    return Message.str();
  const std::string Before = Message.drop_back(Place.size()).str();
  if (StringRef Unknown = Place.split("unknown key '").second.split('\'').first; !Unknown.empty())
    return Before + Place.str() + unknownKeyAdvice(Unknown);
  if (Place == "unknown node kind")
    return Before + "an alias (*name) is not read here; write out what it stands for";
  static constexpr StringRef OfType[] = {"unexpected scalar",       "unknown enumerated scalar",
                                         "invalid number",          "out of range number",
                                         "invalid boolean",         "not a sequence",
                                         "not a mapping"};
  const KeyInfo *Key = is_contained(OfType, Place) ? keyAt(Text, Line, Column) : nullptr;
  return Key ? Before + "'" + Key->Name.str() + "' takes " + Key->Takes.str() : Message.str();
}

/// The lines that the keys of \p Text stand in; those at its margin alone.
std::map<std::string, unsigned> linesOfKeys(StringRef Text) {
  std::map<std::string, unsigned> Lines;
  unsigned Number = 0;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    ++Number;
    if (StringRef Key = Line.split(':').first; keyCalled(Key))
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

} // namespace

Expected<DriverSettings> readDriverSettings(const std::string &Given, StringRef Folder) {
  std::string File = Given.empty() ? nearestSettings(Folder) : Given;
  if (File.empty())
    return DriverSettings();
  Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(File);
  if (!Buffer)
    return createStringError(Twine(File) +
                             ": cannot read this configuration: " + toString(Buffer.takeError()));
  return parseDriverSettings((*Buffer)->getBuffer(), File);
}

Expected<DriverSettings> parseDriverSettings(StringRef Text, StringRef Name) {
  DriverSettings Settings;
  if (std::string Reason = unfitForYaml(Text); !Reason.empty())
    return createStringError(Name + ": not a configuration file: " + Reason);
  std::string Message;
  // Without a last line end LLVM's reader overlooks that a quote is never closed.
  std::string Ended = (Text + (Text.ends_with("\n") ? "" : "\n")).str();
  yaml::Input In(MemoryBufferRef(Ended, Name), nullptr, keepFirst, &Message);
  // `In >> Settings` would read on where there is no document, and crash.
  yaml::EmptyContext Context;
  if (In.setCurrentDocument() && !In.error()) {
    yaml::yamlize(In, Settings, /*Required=*/true, Context);
    if (!In.error() && In.nextDocument() && In.setCurrentDocument() && !In.error())
      static_cast<yaml::IO &>(In).setError("settings are one document; another begins here, behind "
                                           "'---'");
  }
  if (In.error())
    return createStringError(Message.empty() ? (Name + ": not a configuration file").str()
                                             : withAdvice(Message, Name, Text));
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

} // namespace corolint

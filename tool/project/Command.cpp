// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// A unit's command, made fit for clang.

#include "checks/LlvmVersions.h"
#include "tool/Configured.h"
#include "tool/project/Project.h"
#include "tool/project/ResourceDirectory.h"
#include "clang/Basic/LangStandard.h"
#include "clang/Basic/Version.h"
#include "clang/Driver/Types.h"
#include "clang/Tooling/ArgumentsAdjusters.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace clang;
using namespace llvm;
namespace types = clang::driver::types;

namespace corolint {
namespace {

/// A command's arguments, read as clang's driver reads them.
class DriverArguments {
public:
  explicit DriverArguments(ArrayRef<std::string> Command)
      : ClStyle(any_of(Command,
                       [](StringRef Argument) {
                         return Argument == "--driver-mode=cl" || Argument == "/c" ||
                                Argument == "/nologo";
                       })),
        Parsed(parse(Command)) {}

  bool isClStyle() const { return ClStyle; }
  const opt::InputArgList &list() const { return Parsed; }

private:
  opt::InputArgList parse(ArrayRef<std::string> Command) {
    SmallVector<const char *, 64> Words;
    for (const std::string &Argument : Command.drop_front(!Command.empty()))
      Words.push_back(Argument.c_str());
    unsigned MissingIndex = 0, MissingCount = 0;
    return getDriverOptTable().ParseArgs(
        Words, MissingIndex, MissingCount,
        opt::Visibility(ClStyle ? options::CLOption : options::ClangOption));
  }

  bool ClStyle;
  opt::InputArgList Parsed;
};

bool namesDependencyFile(const opt::Arg &Argument) {
  return any_of(Argument.getValues(), [](StringRef Value) { return Value.starts_with("-M"); });
}

/// Whether \p Option makes the driver itself write or print something. What clang proper would
/// write, runOnUnit() stops.
bool isOutput(const opt::Option &Option) {
  static constexpr unsigned Outputs[] = {
      options::OPT_Action_Group,    options::OPT_M_Group,  options::OPT_o,
      options::OPT_save_temps_EQ,   options::OPT_v,        options::OPT_gen_cdb_fragment_path,
      options::OPT__HASH_HASH_HASH, options::OPT_fmodules, // Fills a cache of modules.
  };
  return any_of(Outputs, [&](unsigned Id) { return Option.matches(Id); });
}

/// \p Value of -std=, or the newest standard where it names one that this clang has not heard of.
StringRef knownStandard(StringRef Value) {
  if (!Value.contains("++") || LangStandard::getLangKind(Value) != LangStandard::lang_unspecified)
    return Value;
  return Value.starts_with("gnu") ? "gnu++2c" : "c++2c";
}

/// Decides, argument by argument in their order, what the analysis takes over.
class ArgumentFilter {
public:
  ArgumentFilter(bool ClStyle, CommandUse Use) : ClStyle(ClStyle), Use(Use) {}

  bool keeps(const opt::Arg &Argument) {
    const opt::Option &Option = Argument.getOption();
    if (Option.matches(options::OPT_Xpreprocessor) || Option.matches(options::OPT_Xclang))
      return keepsPassedOn(Argument);
    if (Option.matches(options::OPT_Wp_COMMA))
      return !namesDependencyFile(Argument);
    if (Use == CommandUse::Plain &&
        (Option.matches(options::OPT_m_Group) || Option.matches(options::OPT_target)))
      return false;
    return !isOutput(Option) && (ClStyle || Option.getKind() != opt::Option::UnknownClass);
  }

private:
  /// An option that is passed on (`-Xclang -include-pch -Xclang FILE`) goes with its value, which
  /// says by itself no more what it is.
  bool keepsPassedOn(const opt::Arg &Argument) {
    StringRef Value = Argument.getValue();
    bool IsValue = DroppedOption && !Value.starts_with("-");
    DroppedOption =
        namesDependencyFile(Argument) || (Use == CommandUse::Plain && Value == "-include-pch");
    return !IsValue && !DroppedOption;
  }

  bool ClStyle;
  CommandUse Use;
  bool DroppedOption = false;
};

/// \p Command without what the analysis has no use for. An option that clang does not know is one
/// argument, its value joined, so nothing of it stays behind.
std::vector<std::string> withoutForeignOptions(ArrayRef<std::string> Command, CommandUse Use) {
  DriverArguments Arguments(Command);
  ArgumentFilter Filter(Arguments.isClStyle(), Use);
  std::vector<std::string> Kept(Command.take_front(1));
  for (auto It = Arguments.list().begin(), End = Arguments.list().end(); It != End;) {
    const opt::Arg &Argument = **It;
    size_t First = Argument.getIndex() + 1;
    size_t Next = ++It == End ? Command.size() : (*It)->getIndex() + 1;
    if (!Filter.keeps(Argument))
      continue;
    if (Argument.getOption().matches(options::OPT_std_EQ))
      Kept.push_back(("-std=" + knownStandard(Argument.getValue())).str());
    else
      append_range(Kept, Command.slice(First, Next - First));
  }
  return Kept;
}

} // namespace

std::string resourceDirectory() {
  static const std::string Directory = [] {
    std::string Program =
        sys::fs::getMainExecutable(nullptr, reinterpret_cast<void *>(&commandForAnalysis));
    SmallString<256> Beside(sys::path::parent_path(sys::path::parent_path(Program)));
    sys::path::append(Beside, "lib", "clang", CLANG_VERSION_MAJOR_STRING);
    return sys::fs::is_directory(Beside) ? Beside.str().str() : std::string(COROLINT_RESOURCE_DIR);
  }();
  return Directory;
}

std::vector<std::string> commandForAnalysis(const Unit &Of, CommandUse Use) {
  std::vector<std::string> Command = withoutForeignOptions(Of.Command, Use);
  // Narrowing is an error for clang alone, and not one that -w silences.
  std::vector<std::string> Added = {"-fsyntax-only", "-w", "-Wno-c++11-narrowing",
                                    "-ferror-limit=0"};
  if (none_of(Command, [](StringRef Argument) { return Argument.starts_with("-resource-dir"); }))
    Added.push_back("-resource-dir=" + resourceDirectory());
  return tooling::getInsertArgumentAdjuster(Added, tooling::ArgumentInsertPosition::END)(Command,
                                                                                         Of.File);
}

bool isCFamily(const Unit &Of) {
  DriverArguments Arguments(Of.Command);
  StringRef Said = Arguments.list().getLastArgValue(options::OPT_x, "none");
  if (Said != "none")
    return types::isDerivedFromC(types::lookupTypeForTypeSpecifier(Said.str().c_str()));
  StringRef Extension = sys::path::extension(Of.File);
  return Extension.consume_front(".") &&
         types::isDerivedFromC(types::lookupTypeForExtension(Extension));
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/CommandLine.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;
using namespace llvm::opt;

namespace corolint {
namespace {

enum OptionId {
  OPT_INVALID = 0,
#define OPTION(...) LLVM_MAKE_OPT_ID(__VA_ARGS__),
#include "tool/Options.inc"
#undef OPTION
};

#define OPTTABLE_STR_TABLE_CODE
#include "tool/Options.inc"
#undef OPTTABLE_STR_TABLE_CODE
#define OPTTABLE_PREFIXES_TABLE_CODE
#include "tool/Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE

constexpr opt::OptTable::Info InfoTable[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "tool/Options.inc"
#undef OPTION
};

class OptionTable : public opt::GenericOptTable {
public:
  OptionTable() : GenericOptTable(OptionStrTable, OptionPrefixesTable, InfoTable) {}
};

constexpr StringRef Verbs[] = {"lint", "explain", "list-checks", "link", "models", "types"};
constexpr StringRef Formats[] = {"text", "json"};

Expected<unsigned> positiveNumber(const opt::Arg &Argument) {
  unsigned Number = 0;
  if (StringRef(Argument.getValue()).getAsInteger(10, Number) || Number == 0)
    return createStringError(Argument.getSpelling().rtrim('=') + ": '" + Argument.getValue() +
                             "' is not a positive number");
  return Number;
}

Expected<Output> parseOutput(StringRef Value) {
  auto [Format, File] = Value.split(':');
  if (!is_contained(Formats, Format))
    return createStringError("unknown format '" + Format + "'; the formats are text and json");
  if (Value.contains(':') && File.empty())
    return createStringError("--format=" + Value + ": no file behind the colon");
  return Output{Format.str(), File.str()};
}

} // namespace

Expected<CommandLine> parseCommandLine(ArrayRef<const char *> Arguments) {
  CommandLine Line;
  auto Dashes = find_if(Arguments, [](StringRef Argument) { return Argument == "--"; });
  Line.Project.HasFlags = Dashes != Arguments.end();
  if (Line.Project.HasFlags)
    Line.Project.Flags.assign(Dashes + 1, Arguments.end());
  Arguments = ArrayRef(Arguments.begin(), Dashes);
  Line.Verb = "lint";
  if (!Arguments.empty() && is_contained(Verbs, StringRef(Arguments.front()))) {
    Line.Verb = Arguments.front();
    Arguments = Arguments.drop_front();
  }

  OptionTable Table;
  unsigned MissingIndex = 0, MissingCount = 0;
  opt::InputArgList Parsed = Table.ParseArgs(Arguments, MissingIndex, MissingCount);
  if (MissingCount)
    return createStringError(Twine(Arguments[MissingIndex]) + ": its value is missing");
  for (const opt::Arg *Unknown : Parsed.filtered(OPT_UNKNOWN)) {
    std::string Spelling = Unknown->getAsString(Parsed), Nearest;
    bool Near = Table.findNearest(Spelling, Nearest) <= 2;
    return createStringError(
        "unknown option '" + Spelling + "'" +
        (Near ? "; did you mean '" + Nearest + "'?" : "; see corolint --help"));
  }

  Line.Help = Parsed.hasArg(OPT_help);
  Line.Version = Parsed.hasArg(OPT_version);
  Line.Project.BuildPath = Parsed.getLastArgValue(OPT_build_path).str();
  Line.Project.Paths = Parsed.getAllArgValues(OPT_INPUT);
  Line.ConfigFile = Parsed.getLastArgValue(OPT_config).str();
  auto Text = [&](OptionId Id) -> std::optional<std::string> {
    const opt::Arg *Argument = Parsed.getLastArg(Id);
    return Argument ? std::optional<std::string>(Argument->getValue()) : std::nullopt;
  };
  Line.Checks = Text(OPT_checks);
  Line.Profile = Text(OPT_profile);
  Line.FailOn = Text(OPT_fail_on);
  for (const std::string &File : Parsed.getAllArgValues(OPT_model_file)) {
    SmallString<256> Absolute(File);
    sys::fs::make_absolute(Absolute);
    Line.ModelFiles.push_back(Absolute.str().str());
  }
  for (const std::string &Value : Parsed.getAllArgValues(OPT_format)) {
    Expected<Output> Parsed = parseOutput(Value);
    if (!Parsed)
      return Parsed.takeError();
    Line.Outputs.push_back(*Parsed);
  }
  if (Line.Outputs.empty())
    Line.Outputs.push_back({"text", ""});
  for (auto [Id, Number] : {std::pair(OPT_jobs, &Line.Jobs), std::pair(OPT_timeout, &Line.Timeout)})
    if (const opt::Arg *Argument = Parsed.getLastArg(Id)) {
      Expected<unsigned> Value = positiveNumber(*Argument);
      if (!Value)
        return Value.takeError();
      *Number = *Value;
    }
  Line.FixSuggested = Parsed.hasArg(OPT_fix_suggested);
  Line.Fix = Line.FixSuggested || Parsed.hasArg(OPT_fix);
  Line.Diff = Parsed.hasArg(OPT_diff);
  if (Line.Diff && Parsed.hasArg(OPT_fix))
    return createStringError("--fix writes the edits and --diff only prints them; leave one out");
  Line.Explain = Parsed.getLastArgValue(OPT_explain).str();
  Line.Table = Parsed.hasArg(OPT_table);
  if ((!Line.Explain.empty() || Line.Table) && Line.Verb != "models")
    return createStringError("--explain and --table belong to the verb 'models'");
  Line.ParseSystemBodies = Parsed.hasArg(OPT_parse_system_bodies);
  if (const opt::Arg *Whole = Parsed.getLastArg(OPT_whole_program, OPT_no_whole_program))
    Line.WholeProgram = Whole->getOption().matches(OPT_whole_program);
  Line.UsesCache = !Parsed.hasArg(OPT_no_cache);
  Line.CacheFolder = Parsed.getLastArgValue(OPT_cache_dir).str();
  Line.Emit = Parsed.getLastArgValue(OPT_emit).str();
  if (Line.Emit.empty() && Parsed.hasArg(OPT_emit))
    return createStringError("--emit=: no file behind the equals sign");
  if (!Line.Emit.empty() && (Line.Fix || Line.Diff || Parsed.hasArg(OPT_format)))
    return createStringError("--emit writes results and reports nothing; give --format, --fix and "
                             "--diff to 'corolint link'");
  if (const opt::Arg *Colour = Parsed.getLastArg(OPT_color, OPT_no_color))
    Line.Colours = Colour->getOption().matches(OPT_color);
  return Line;
}

void printHelp(raw_ostream &Out) {
  Out << "corolint finds asynchronous bugs in C++20 coroutine code.\n\n";
  OptionTable().printHelp(
      Out, "corolint [options] [path...] [-- compiler flags]",
      "Analyses the translation units of compile_commands.json that PATHs (files, folders, "
      "globs) choose; all without PATHs",
      /*ShowHidden=*/false);
  Out << "\nOTHER USES:\n"
         "  corolint explain CHECK      Print the page of a check\n"
         "  corolint list-checks        List the checks and the profiles they are on in\n"
         "  corolint link FILE...       Report what runs with --emit have written, as one run\n"
         "  corolint models [LIBRARY]   List the library models, or print one\n"
         "  corolint models --explain NAME [FILE -- ...]  Say what is believed of a type or function\n"
         "  corolint types FILE -- ...  Print what is known of the coroutine types in a file\n"
         "\nEXIT CODE: 0 nothing at or above --fail-on; 1 findings; 2 wrong usage, configuration, "
         "model or database;\n"
         "3 no such finding, but some unit could not be analysed in full\n";
}

} // namespace corolint

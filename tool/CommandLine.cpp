// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/CommandLine.h"
#include "tool/fix/AddSuppressions.h"
#include "tool/project/Configuration.h"
#include "tool/project/Nearest.h"
#include "tool/report/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Option/ArgList.h"
#include "llvm/Option/OptTable.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <map>

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

#if LLVM_VERSION_MAJOR < 22
#define PREFIX(NAME, VALUE)                                                                        \
  static constexpr StringLiteral NAME##Texts[] = VALUE;                                            \
  static constexpr ArrayRef<StringLiteral> NAME(NAME##Texts, std::size(NAME##Texts) - 1);
#include "tool/Options.inc"
#undef PREFIX
#else
#define OPTTABLE_STR_TABLE_CODE
#include "tool/Options.inc"
#undef OPTTABLE_STR_TABLE_CODE
#define OPTTABLE_PREFIXES_TABLE_CODE
#include "tool/Options.inc"
#undef OPTTABLE_PREFIXES_TABLE_CODE
#endif

constexpr opt::OptTable::Info InfoTable[] = {
#define OPTION(...) LLVM_CONSTRUCT_OPT_INFO(__VA_ARGS__),
#include "tool/Options.inc"
#undef OPTION
};

class OptionTable : public opt::GenericOptTable {
public:
#if LLVM_VERSION_MAJOR < 22
  OptionTable() : GenericOptTable(InfoTable) {}
#else
  OptionTable() : GenericOptTable(OptionStrTable, OptionPrefixesTable, InfoTable) {}
#endif
};

std::vector<StringRef> formatNames() {
  std::vector<StringRef> Names;
  for (const ReportFormat &Each : reportFormats())
    Names.push_back(Each.Name);
  return Names;
}

/// The values of options that have few.
std::vector<StringRef> valuesOf(StringRef Spelling) {
  if (Spelling == "--format=")
    return formatNames();
  if (Spelling == "--profile=")
    return {"recommended", "strict", "performance", "all"};
  if (Spelling == "--fail-on=")
    return ArrayRef(LevelsToFailOn).vec();
  if (Spelling == "--unused-suppressions=")
    return ArrayRef(LevelsOfUnused).vec();
  return {};
}

Expected<unsigned> positiveNumber(const opt::Arg &Argument) {
  unsigned Number = 0;
  if (StringRef(Argument.getValue()).getAsInteger(10, Number) || Number == 0)
    return createStringError(Argument.getSpelling().rtrim('=') + ": '" + Argument.getValue() +
                             "' is not a positive number");
  return Number;
}

/// Bytes, given as a number with a unit: "3GiB", "3G", "800MiB".
Expected<uint64_t> sizeOf(const opt::Arg &Argument) {
  StringRef Text = Argument.getValue(), Rest = Text;
  uint64_t Number = 0;
  bool IsNumber = !Rest.consumeInteger(10, Number) && Number > 0;
  Rest = Rest.rtrim("iB");
  unsigned Shift = Rest == "G" ? 30 : Rest == "M" ? 20 : 0;
  if (!IsNumber || !Shift || Number > (UINT64_MAX >> Shift))
    return createStringError(Argument.getSpelling().rtrim('=') + ": '" + Text +
                             "' is no size such as 3GiB or 800MiB");
  return Number << Shift;
}

Expected<Shard> parseShard(StringRef Value) {
  auto [Number, Of] = Value.split('/');
  Shard Part;
  if (Number.getAsInteger(10, Part.Number) || Of.getAsInteger(10, Part.Of) || Part.Number == 0 ||
      Part.Number > Part.Of)
    return createStringError("--shard: '" + Value +
                             "' is no part of a whole; the second of four is 2/4");
  return Part;
}

Expected<Output> parseOutput(StringRef Value) {
  auto [Format, File] = Value.split(':');
  if (std::vector<StringRef> Names = formatNames(); !is_contained(Names, Format))
    return createStringError(unknownName("format", Format, Names));
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
  auto Named = [&](const VerbInfo &Verb) { return Verb.Name == Arguments.front(); };
  if (!Arguments.empty() &&
      (StringRef(Arguments.front()) == "lint" || any_of(allVerbs(), Named))) {
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
  if (std::vector<std::string> Words = Parsed.getAllArgValues(OPT_INPUT);
      Line.Verb == "lint" && !Words.empty() && !sys::fs::exists(Words.front()) &&
      any_of(allVerbs(), [&](const VerbInfo &Verb) { return Verb.Name == Words.front(); }))
    return createStringError("'" + Words.front() + "' is a verb and stands before the options: corolint " +
                             Words.front() + " …");
  else if (Line.Verb == "lint" && !Words.empty() && !Line.Project.HasFlags &&
           StringRef(Words.front()).find_first_of("./*?[") == StringRef::npos &&
           !sys::fs::exists(Words.front())) {
    std::vector<StringRef> Verbs;
    for (const VerbInfo &Verb : allVerbs())
      Verbs.push_back(Verb.Name);
    if (std::string Meant = didYouMean(Words.front(), Verbs, ""); !Meant.empty())
      return createStringError("there is neither a verb nor a file '" + Words.front() + "'" + Meant);
  }
  Line.Version = Parsed.hasArg(OPT_version);
  Line.Project.BuildPath = Parsed.getLastArgValue(OPT_build_path).str();
  Line.Project.Paths = Parsed.getAllArgValues(OPT_INPUT);
  Line.Project.SkipsUnknown = Parsed.hasArg(OPT_skip_unknown);
  Line.Project.Root = Parsed.getLastArgValue(OPT_root).str();
  if (Line.Project.Root.empty() && Parsed.hasArg(OPT_root))
    return createStringError("--root=: no folder behind the equals sign");
  Line.Project.ExtraArgs = Parsed.getAllArgValues(OPT_extra_arg);
  Line.Project.ExtraArgsBefore = Parsed.getAllArgValues(OPT_extra_arg_before);
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
  if (const opt::Arg *Argument = Parsed.getLastArg(OPT_max_findings)) {
    unsigned Most = 0;
    if (StringRef(Argument->getValue()).getAsInteger(10, Most))
      return createStringError(Twine("--max-findings: '") + Argument->getValue() +
                               "' is not a number");
    Line.MaxFindings = Most;
  }
  if (Line.Baseline = Text(OPT_baseline); Line.Baseline) {
    SmallString<256> Absolute(*Line.Baseline);
    if (Absolute.empty())
      return createStringError("--baseline: its file is missing");
    sys::fs::make_absolute(Absolute);
    Line.Baseline = Absolute.str().str();
  }
  Line.AddToBaseline = Parsed.hasArg(OPT_add_to_baseline);
  Line.UpdateBaseline = Line.AddToBaseline || Parsed.hasArg(OPT_update_baseline);
  Line.ChangedSince = Text(OPT_changed_since);
  Line.BaseReport = Parsed.getLastArgValue(OPT_base_report).str();
  if (!Line.BaseReport.empty() && !Line.ChangedSince)
    return createStringError("--base-report belongs to --changed-since");
  if (Line.UpdateBaseline && Line.ChangedSince)
    return createStringError("a baseline is of all findings; leave --changed-since out");
  Line.UnusedSuppressions = Text(OPT_unused_suppressions);
  if (Parsed.hasArg(OPT_add_suppressions, OPT_add_suppressions_eq))
    Line.AddSuppressions = Parsed.getLastArgValue(OPT_add_suppressions_eq).str();
  if (Line.AddSuppressions &&
      StringRef(*Line.AddSuppressions).find_first_of("\r\n") != StringRef::npos)
    return createStringError("--add-suppressions: a reason is one line");
  if (Line.AddSuppressions && continuesLine(*Line.AddSuppressions))
    return createStringError("--add-suppressions: a reason that ends in a backslash would take the "
                             "next line of the program into the comment");
  Line.PrintConfig = Parsed.hasArg(OPT_print_config);
  Line.Statistics = Parsed.hasArg(OPT_statistics);
  Line.Quiet = Parsed.hasArg(OPT_quiet);
  Line.Verbose = Parsed.hasArg(OPT_verbose);
  if (Line.Quiet && Line.Verbose)
    return createStringError("--quiet and --verbose contradict each other");
  Line.FixSuggested = Parsed.hasArg(OPT_fix_suggested);
  Line.Fix = Line.FixSuggested || Parsed.hasArg(OPT_fix);
  Line.Diff = Parsed.hasArg(OPT_diff);
  if (Line.Diff && Parsed.hasArg(OPT_fix))
    return createStringError("--fix writes the edits and --diff only prints them; leave one out");
  if (Line.Fix && Line.AddSuppressions)
    return createStringError("--add-suppressions silences what --fix mends; run one at a time");
  Line.Explain = Parsed.getLastArgValue(OPT_explain).str();
  Line.Table = Parsed.hasArg(OPT_table);
  if ((!Line.Explain.empty() || Line.Table) && Line.Verb != "models")
    return createStringError("--explain and --table belong to the verb 'models'");
  Line.ParseSystemBodies = Parsed.hasArg(OPT_parse_system_bodies);
  Line.ParseEverything = Parsed.hasArg(OPT_parse_everything);
  if (const opt::Arg *Argument = Parsed.getLastArg(OPT_memory_limit)) {
    Expected<uint64_t> Value = sizeOf(*Argument);
    if (!Value)
      return Value.takeError();
    Line.MemoryLimit = *Value;
  }
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
  if (const opt::Arg *Argument = Parsed.getLastArg(OPT_shard)) {
    if (Line.Emit.empty())
      return createStringError("--shard belongs to --emit; 'corolint link' reports all parts together");
    Expected<Shard> Part = parseShard(Argument->getValue());
    if (!Part)
      return Part.takeError();
    Line.Part = *Part;
  }
  Line.Depfile = Parsed.getLastArgValue(OPT_depfile).str();
  if (Parsed.hasArg(OPT_depfile) && (Line.Depfile.empty() || Line.Emit.empty()))
    return createStringError("--depfile names a file for what the file of --emit depends on; give both");
  if (const opt::Arg *Colour = Parsed.getLastArg(OPT_color, OPT_no_color))
    Line.Colours = Colour->getOption().matches(OPT_color);
  return Line;
}

std::vector<OptionInfo> allOptions() {
  OptionTable Table;
  std::vector<OptionInfo> Infos;
  std::map<std::string, std::string> Aliases;
  for (unsigned Id = 1; Id <= Table.getNumOptions(); ++Id) {
    const opt::Option Each = Table.getOption(Id);
    if (Each.getKind() == opt::Option::GroupClass || Each.getKind() == opt::Option::InputClass ||
        Each.getKind() == opt::Option::UnknownClass)
      continue;
    if (opt::Option Of = Each.getAlias(); Of.isValid()) {
      if (StringRef Spelling = Each.getPrefixedName(); !Spelling.ends_with("="))
        Aliases[Of.getPrefixedName().str()] = Spelling.str();
      continue;
    }
    const char *Help = Table.getOptionHelpText(Id), *Meta = Table.getOptionMetaVar(Id);
    const opt::Option Group = Each.getGroup();
    const char *Heading = Group.isValid() ? Table.getOptionHelpText(Group.getID()) : nullptr;
    Infos.push_back({Each.getPrefixedName().str(), "", Meta ? StringRef(Meta).trim().str() : "",
                     Help ? Help : "", Heading ? Heading : "",
                     valuesOf(Each.getPrefixedName())});
  }
  // LLVM's table is sorted for its own purposes, and does not keep those of one heading together.
  sort(Infos, [](const OptionInfo &A, const OptionInfo &B) {
    auto Key = [](const OptionInfo &Of) {
      StringRef Name = StringRef(Of.Spelling).ltrim('-');
      return std::tuple(Name.size() > 1, Name.rtrim('='), Name.size());
    };
    return Key(A) < Key(B);
  });
  std::vector<OptionInfo> InOrder;
  for (StringRef Heading : {"WHAT TO ANALYSE", "CHECKS", "REPORTS AND FIXES",
                            "OLD FINDINGS AND SUPPRESSIONS", "RUNNING", "WITH THE VERB 'models'"})
    copy_if(Infos, std::back_inserter(InOrder),
            [&](const OptionInfo &Each) { return Each.Group == Heading; });
  for (OptionInfo &Each : InOrder)
    if (auto Alias = Aliases.find(Each.Spelling); Alias != Aliases.end())
      Each.Alias = Alias->second;
  return InOrder;
}

ArrayRef<VerbInfo> allVerbs() {
  static constexpr VerbInfo Verbs[] = {
      {"explain", "CHECK", "Print the page of a check"},
      {"list-checks", "", "List the checks and the profiles they are on in"},
      {"link", "FILE...", "Report what runs with --emit have written, as one run"},
      {"models", "[LIBRARY]", "List the library models, or print one"},
      {"types", "FILE -- ...", "Print what is known of the coroutine types in a file"},
      {"completions", "SHELL", "Print completions for bash, zsh or fish"},
      {"man", "", "Print the manual page, for man -l -"},
  };
  return Verbs;
}

} // namespace corolint

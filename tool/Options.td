// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

include "llvm/Option/OptParser.td"

class Flag1<string name, string help> : Flag<["--"], name>, HelpText<help>;
class Value<string name, string meta, string help>
    : Joined<["--"], name # "=">, MetaVarName<meta>, HelpText<help>;

def grp_what : OptionGroup<"what">, HelpText<"WHAT TO ANALYSE">;
def grp_how : OptionGroup<"how">, HelpText<"CHECKS">;
def grp_out : OptionGroup<"out">, HelpText<"REPORTS AND FIXES">;
def grp_models : OptionGroup<"models">, HelpText<"WITH THE VERB 'models'">;
def explain : JoinedOrSeparate<["--"], "explain">, MetaVarName<"<name>">, Group<grp_models>,
  HelpText<"Say what is believed of a type or function, and why; with source files, what the language says, too">;
def explain_eq : Joined<["--"], "explain=">, Alias<explain>;
def table : Flag1<"table", "Print what is known of each library as Markdown">, Group<grp_models>;

def grp_run : OptionGroup<"run">, HelpText<"RUNNING">;

def build_path : JoinedOrSeparate<["-"], "p">, MetaVarName<"<dir or json>">, Group<grp_what>,
  HelpText<"Build folder, or the compile_commands.json itself (default: searched for here, in 'build', and upwards)">;
def config : Value<"config", "<file>", "Read this file in place of the nearest .corolint.yaml">, Group<grp_what>;

def skip_unknown : Flag1<"skip-unknown", "Warn of a path that no translation unit is or lies in, in place of an error">, Group<grp_what>;
def root : Value<"root", "<folder>", "The project root, in place of the one found; given relative, nothing written says where it lies">, Group<grp_what>;
def extra_arg : Value<"extra-arg", "<flag>", "Add a compiler flag behind those of each unit, as clang-tidy does; may be given again">, Group<grp_what>;
def extra_arg_before : Value<"extra-arg-before", "<flag>", "Add a compiler flag before those of each unit; may be given again">, Group<grp_what>;
def print_config : Flag1<"print-config", "Print the settings in force and where each was said; for the files given, their checks, too">, Group<grp_what>;

def checks : Value<"checks", "<globs>", "Checks to add (async-x) and leave out (-async-x), behind the profile and .clang-tidy">, Group<grp_how>;
def profile : Value<"profile", "<name>", "recommended (default), strict, performance or all">, Group<grp_how>;
def model_file : Value<"model-file", "<file>", "Read a library model of your own; may be given again">, Group<grp_how>;

def format : Value<"format", "<format>[:<file>]", "text (default), json, sarif, github, gitlab, junit, checkstyle, rdjson, fixes or html, to standard output or a file; may be given again">, Group<grp_out>;
def fail_on : Value<"fail-on", "<level>", "Exit with 1 for findings of this level or graver: remark, warning (default), error, never">, Group<grp_out>;
def max_findings : Value<"max-findings", "<n>", "Exit with 1 only for more than this many of those findings (default: 0)">, Group<grp_out>;
def quiet : Flag1<"quiet", "One line a finding, and nothing else but errors">, Group<grp_out>;
def quiet_short : Flag<["-"], "q">, Alias<quiet>;
def verbose : Flag1<"verbose", "Tell of each unit, and of what is silenced and why">, Group<grp_out>;
def verbose_short : Flag<["-"], "v">, Alias<verbose>;
def statistics : Flag1<"statistics", "Count the findings by check, and name the slowest units">, Group<grp_out>;
def fix : Flag1<"fix", "Apply the safe fixes">, Group<grp_out>;
def fix_suggested : Flag1<"fix-suggested", "Apply the safe fixes and the suggested ones; look at what they did">, Group<grp_out>;
def diff : Flag1<"diff", "Print the edits as a diff in place of the findings; nothing is written">, Group<grp_out>;
def color : Flag1<"color", "Use colours even if the output is no terminal">, Group<grp_out>;
def no_color : Flag1<"no-color", "Use no colours">, Group<grp_out>;

def grp_old : OptionGroup<"old">, HelpText<"OLD FINDINGS AND SUPPRESSIONS">;
def baseline : Value<"baseline", "<file>", "Findings in this file do not count">, Group<grp_old>;
def update_baseline : Flag1<"update-baseline", "Write the baseline if there is none, else remove from it what is found no more">, Group<grp_old>;
def add_to_baseline : Flag1<"add-to-baseline", "As --update-baseline, and add what was found newly">, Group<grp_old>;
def changed_since : Value<"changed-since", "<revision>", "Only findings that lines changed since this git revision have to do with">, Group<grp_old>;
def base_report : Value<"base-report", "<file>", "With --changed-since: the revision's own JSON report or baseline; what is not in it counts wherever it is found">, Group<grp_old>;
def unused_suppressions : Value<"unused-suppressions", "<level>", "Report NOLINT comments that suppress nothing: off, remark (default), warning, error">, Group<grp_old>;
def add_suppressions : Flag1<"add-suppressions", "Write a NOLINTNEXTLINE comment above each finding">, Group<grp_old>;
def add_suppressions_eq : Joined<["--"], "add-suppressions=">, MetaVarName<"<reason>">, Group<grp_old>,
  HelpText<"Likewise, with the reason behind each">;

def jobs : JoinedOrSeparate<["-"], "j">, MetaVarName<"<n>">, Group<grp_run>,
  HelpText<"Units to analyse at a time (default: as many as there are processors)">;
def timeout : Value<"timeout", "<seconds>", "Give up on a unit after this time (default: 300), not counting what it waits for a processor">, Group<grp_run>;
def whole_program : Flag1<"whole-program", "Follow calls from unit to unit (default when all units are analysed)">, Group<grp_run>;
def no_whole_program : Flag1<"no-whole-program", "Follow calls within each unit alone">, Group<grp_run>;
def emit : Value<"emit", "<file>", "Write what the units yield to this file, for 'corolint link', in place of a report">, Group<grp_run>;
def shard : Value<"shard", "<i>/<n>", "With --emit: only the i-th of n parts of the units, which 'corolint link' reports together">, Group<grp_run>;
def depfile : Value<"depfile", "<file>", "With --emit: write what its file depends on, as a compiler does for Ninja and Make">, Group<grp_run>;
def cache_dir : Value<"cache-dir", "<folder>", "Where the results of units are kept (default: in your folder for caches)">, Group<grp_run>;
def no_cache : Flag1<"no-cache", "Analyse every unit, and keep no results">, Group<grp_run>;
def memory_limit : Value<"memory-limit", "<size>", "Memory for all units under way together, such as 3GiB or 800MiB (default: nine tenths of what there is)">, Group<grp_run>;
def parse_everything : Flag1<"parse-everything", "Parse every unit with every header anew and every function body in it; slower, and meant to find the same">, Group<grp_run>;
def parse_system_bodies : Flag1<"parse-system-bodies", "Parse every function body in system headers; slower, and meant to find the same">, Group<grp_run>;
def help : Flag1<"help", "Print this help">, Group<grp_run>;
def help_short : Flag<["-"], "h">, Alias<help>;
def version : Flag1<"version", "Print the version">, Group<grp_run>;

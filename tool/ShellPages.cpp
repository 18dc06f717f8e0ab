// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/ShellPages.h"
#include "checks/AsyncTidyModule.h"
#include "tool/CommandLine.h"
#include "tool/report/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint {
namespace {

/// \p Text inside of single quotes, as all three shells read them.
std::string inQuotes(StringRef Text) {
  std::string Result = "'";
  for (char C : Text)
    Result += C == '\'' ? std::string("'\\''") : std::string(1, C);
  return Result + "'";
}

std::string checkNames(StringRef Separator) {
  std::vector<std::string> Names;
  for (const CheckInfo &Check : allChecks())
    Names.push_back(Check.Name.str());
  return join(Names, Separator);
}

std::string verbNames() {
  std::vector<std::string> Names;
  for (const VerbInfo &Verb : allVerbs())
    Names.push_back(Verb.Name.str());
  return join(Names, " ");
}

void printBash(raw_ostream &Out) {
  std::vector<std::string> Words;
  for (const OptionInfo &Each : allOptions())
    Words.push_back(Each.Spelling);
  Out << "# bash completion for corolint\n"
         "_corolint() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}\n"
         "  # '=' splits words: put an option and its value together.\n"
         "  if [[ $word == = ]]; then word=; elif [[ $before == = ]]; then "
         "before=${COMP_WORDS[COMP_CWORD-2]}; fi\n"
         "  COMPREPLY=()\n"
         "  case $before in\n"
         "    explain) COMPREPLY=($(compgen -W '"
      << checkNames(" ")
      << "' -- \"$word\")); return ;;\n"
         "    completions) COMPREPLY=($(compgen -W 'bash zsh fish' -- \"$word\")); return ;;\n";
  for (const OptionInfo &Each : allOptions())
    if (!Each.Values.empty())
      Out << "    " << StringRef(Each.Spelling).rtrim('=') << ") COMPREPLY=($(compgen -W '"
          << join(Each.Values, " ") << "' -- \"$word\")); return ;;\n";
  Out << "  esac\n"
         "  if [[ $word == -* ]]; then\n"
         "    COMPREPLY=($(compgen -W '"
      << join(Words, " ")
      << "' -- \"$word\"))\n"
         "    [[ ${COMPREPLY[*]} == *= || ${#COMPREPLY[@]} -gt 1 ]] && compopt -o nospace\n"
         "    return\n"
         "  fi\n"
         "  [[ $COMP_CWORD -eq 1 ]] && COMPREPLY=($(compgen -W '"
      << verbNames()
      << "' -- \"$word\"))\n"
         "  COMPREPLY+=($(compgen -f -- \"$word\"))\n"
         "  compopt -o filenames 2>/dev/null\n"
         "}\n"
         "complete -F _corolint corolint\n";
}

/// \p Text for the brackets and colons of zsh's _arguments.
std::string zsh(StringRef Text) {
  std::string Result;
  for (char C : Text)
    Result += StringRef("[]:\\").contains(C) ? std::string("\\") + C : std::string(1, C);
  return Result;
}

void printZsh(raw_ostream &Out) {
  Out << "#compdef corolint\n_corolint() {\n"
         "  local state\n"
         "  case $words[2] in\n"
         "    explain) compadd -- "
      << checkNames(" ")
      << "; return ;;\n"
         "    completions) compadd -- bash zsh fish; return ;;\n"
         "  esac\n"
         "  (( CURRENT == 2 )) && compadd -- "
      << verbNames() << "\n  _arguments -S";
  for (const OptionInfo &Each : allOptions()) {
    std::string Spec = Each.Spelling;
    if (!Each.Meta.empty())
      Spec += StringRef(Spec).ends_with("=") ? "-" : "+";
    Spec += "[" + zsh(Each.Help) + "]";
    if (!Each.Values.empty())
      Spec += ":value:(" + join(Each.Values, " ") + ")";
    else if (!Each.Meta.empty())
      Spec += ":" + zsh(StringRef(Each.Meta).trim("<>")) + ":_files";
    Out << " \\\n    " << inQuotes(Spec);
  }
  Out << " \\\n    '*:file:_files'\n}\n"
         "# Loaded by compinit, or sourced.\n"
         "if [ \"$funcstack[1]\" = _corolint ]; then _corolint \"$@\"; else compdef _corolint "
         "corolint; fi\n";
}

void printFish(raw_ostream &Out) {
  Out << "# fish completion for corolint\n";
  for (const VerbInfo &Verb : allVerbs())
    Out << "complete -c corolint -n __fish_use_subcommand -a " << Verb.Name << " -d "
        << inQuotes(Verb.Help) << '\n';
  Out << "complete -c corolint -n '__fish_seen_subcommand_from explain' -f -a '" << checkNames(" ")
      << "'\n"
         "complete -c corolint -n '__fish_seen_subcommand_from completions' -f -a 'bash zsh "
         "fish'\n";
  for (const OptionInfo &Each : allOptions()) {
    StringRef Name = StringRef(Each.Spelling).rtrim('=');
    Out << "complete -c corolint "
        << (Name.starts_with("--") ? "-l " + Name.drop_front(2) : "-s " + Name.drop_front(1))
        << " -d " << inQuotes(Each.Help);
    if (!Each.Values.empty())
      Out << " -x -a '" << join(Each.Values, " ") << "'";
    else if (!Each.Meta.empty())
      Out << " -r";
    Out << '\n';
  }
}

/// \p Text in roff.
std::string roff(StringRef Text) {
  std::string Result;
  for (char C : Text)
    Result += C == '-' ? "\\-" : C == '\\' ? "\\e" : std::string(1, C);
  return StringRef(Result).starts_with(".") ? "\\&" + Result : Result;
}

} // namespace

bool printCompletions(StringRef Shell, raw_ostream &Out) {
  if (Shell == "bash")
    printBash(Out);
  else if (Shell == "zsh")
    printZsh(Out);
  else if (Shell == "fish")
    printFish(Out);
  else
    return false;
  return true;
}

void printManual(raw_ostream &Out) {
  auto Entry = [&](const std::string &Head, StringRef Text) {
    Out << ".TP\n" << Head << '\n' << roff(Text) << ".\n";
  };
  Out << ".TH COROLINT 1 \"\" \"corolint " << VersionString
      << "\" \"User Commands\"\n"
         ".SH NAME\ncorolint \\- find asynchronous bugs in C++20 coroutine code\n"
         ".SH SYNOPSIS\n.B corolint\n[\\fIoptions\\fR] [\\fIpath\\fR...] [\\fB\\-\\-\\fR "
         "\\fIcompiler flags\\fR]\n";
  for (const VerbInfo &Verb : allVerbs())
    Out << ".br\n.B corolint " << roff(Verb.Name) << "\n\\fI" << roff(Verb.Arguments) << "\\fR\n";
  Out << ".SH DESCRIPTION\n"
         "Finds tasks that nobody awaits, calls that block the event loop, tasks started without "
         "limit, failures that nobody hears, and references that die across a suspension.\n"
         "It analyses the translation units of\n.I compile_commands.json\n"
         "that\n.I path\n(files, folders, globs) choose; all of them without paths.\n"
         "With\n.B \\-\\-\neach path is a source file that is compiled with the flags behind it.\n";
  std::string Group;
  Out << ".SH OPTIONS\n";
  for (const OptionInfo &Each : allOptions()) {
    if (Each.Group != Group)
      Out << ".SS " << roff(Group = Each.Group) << '\n';
    std::string Head = Each.Alias.empty() ? "" : "\\fB" + roff(Each.Alias) + "\\fR, ";
    Head += "\\fB" + roff(Each.Spelling) + "\\fR";
    if (!Each.Meta.empty())
      Head += std::string(StringRef(Each.Spelling).ends_with("=") ? "" : " ") + "\\fI" +
              roff(StringRef(Each.Meta).trim("<>")) + "\\fR";
    Entry(Head, Each.Help);
  }
  Out << ".SH FORMATS\n";
  for (const ReportFormat &Each : reportFormats())
    Entry("\\fB" + roff(Each.Name) + "\\fR", Each.Summary);
  Out << ".SH CHECKS\n";
  for (const CheckInfo &Check : allChecks())
    Entry("\\fB" + roff(Check.Name) + "\\fR", Check.Summary);
  Out << ".SH FILES\n";
  Entry("\\fI.corolint.yaml\\fR", "Options of the driver; the nearest from the project's root upwards");
  Entry("\\fI.clang\\-tidy\\fR", "Checks and their options, as clang-tidy reads it");
  Out << ".SH EXIT STATUS\n";
  Entry("0", "No finding at or above --fail-on, and every unit was analysed in full");
  Entry("1", "Such findings");
  Entry("2", "Wrong usage, configuration, model or database, or output that could not be written");
  Entry("3", "No such finding, but some unit could not be analysed in full");
  Out << ".SH SEE ALSO\n.BR clang\\-tidy (1),\n.BR clang\\-apply\\-replacements (1)\n";
}

} // namespace corolint

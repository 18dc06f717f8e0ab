// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/CommandLine.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/Process.h"

using namespace llvm;

namespace corolint {
namespace {

constexpr size_t Margin = 33; ///< Where explanations begin.

/// Writes \p Head, and \p Text beside it in lines of at most \p Width columns.
void writeEntry(StringRef Head, StringRef Text, size_t Width, raw_ostream &Out) {
  size_t Column = 2 + Head.size();
  Out << "  " << Head;
  if (Column + 2 > Margin) {
    Out << '\n';
    Column = 0;
  }
  Out.indent(Margin - Column);
  Column = Margin;
  SmallVector<StringRef, 32> Words;
  SplitString(Text, Words, " ");
  for (StringRef Word : Words) {
    if (Column > Margin && Column + 1 + Word.size() > Width) {
      Out << '\n';
      Out.indent(Margin);
      Column = Margin;
    } else if (Column > Margin) {
      Out << ' ';
      ++Column;
    }
    Out << Word;
    Column += Word.size();
  }
  Out << '\n';
}

} // namespace

void printHelp(raw_ostream &Out) {
  size_t Width = sys::Process::StandardOutColumns();
  Width = Width ? std::max<size_t>(Width, Margin + 30) : 100;
  Out << "corolint finds asynchronous bugs in C++20 coroutine code.\n\n"
         "USAGE: corolint [options] [path...] [-- compiler flags]\n\n"
         "Analyses the translation units of compile_commands.json that paths (files, folders, globs)\n"
         "choose; all without paths.\n";
  std::string Group;
  for (const OptionInfo &Each : allOptions()) {
    if (Each.Group != Group)
      Out << '\n' << (Group = Each.Group) << ":\n";
    StringRef Between = Each.Meta.empty() || StringRef(Each.Spelling).ends_with("=") ? "" : " ";
    writeEntry((Each.Alias.empty() ? "" : Each.Alias + ", ") + Each.Spelling + Between.str() +
                   Each.Meta,
               Each.Help, Width, Out);
  }
  Out << "\nOTHER USES:\n";
  for (const VerbInfo &Verb : allVerbs())
    writeEntry(("corolint " + Verb.Name + " " + Verb.Arguments).str(), Verb.Help, Width, Out);
  Out << "\nEXAMPLES:\n";
  writeEntry("corolint -p build", "Analyse the whole project", Width, Out);
  writeEntry("corolint src/server --fix", "Only these units; apply the safe fixes", Width, Out);
  writeEntry("corolint file.cpp -- -std=c++20", "One file without a database", Width, Out);
  writeEntry("corolint --format=sarif:corolint.sarif", "A report for code scanning", Width, Out);
  writeEntry("corolint --baseline=.corolint.json --update-baseline",
             "From today on, only new findings count", Width, Out);
  Out << "\nEXIT CODE:\n";
  writeEntry("0", "Nothing at or above --fail-on", Width, Out);
  writeEntry("1", "Findings", Width, Out);
  writeEntry("2", "Wrong usage, configuration, model or database; a report that cannot be written",
             Width, Out);
  writeEntry("3", "No such finding, but some unit could not be analysed in full", Width, Out);
}

} // namespace corolint

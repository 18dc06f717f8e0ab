// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/Nolint.h"
#include "clang-tidy/GlobList.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint {
namespace {

/// Tells line numbers of rising offsets.
class LineCounter {
public:
  explicit LineCounter(StringRef Text) : Text(Text) {}
  unsigned at(size_t Offset) {
    Line += Text.slice(Counted, Offset).count('\n');
    Counted = Offset;
    return Line;
  }

private:
  StringRef Text;
  size_t Counted = 0;
  unsigned Line = 1;
};

std::vector<NolintComment::Name> namesIn(StringRef List, size_t Offset) {
  std::vector<NolintComment::Name> Names;
  while (!List.empty()) {
    auto [Word, Rest] = List.split(',');
    StringRef Name = Word.ltrim();
    if (!Name.rtrim().empty())
      Names.push_back(
          {Name.rtrim().str(), static_cast<unsigned>(Offset + Word.size() - Name.size())});
    Offset += Word.size() + 1;
    List = Rest;
  }
  return Names;
}

std::string reasonIn(StringRef Rest) {
  Rest = Rest.take_until([](char C) { return C == '\n' || C == '\r'; });
  return Rest.split("*/").first.trim(" \t:,-").str();
}

} // namespace

bool NolintComment::covers(StringRef Check, unsigned At) const {
  if (At < FirstLine || At > LastLine)
    return false;
  std::string Globs;
  for (const Name &Each : Names)
    Globs += Each.Glob + ",";
  return !NamesChecks || clang::tidy::GlobList(Globs).contains(Check);
}

std::vector<NolintComment> nolintComments(StringRef Text) {
  constexpr StringLiteral Mark = "NOLINT";
  std::vector<NolintComment> Comments;
  std::vector<std::pair<size_t, StringRef>> Open; // Begun blocks and the checks they name.
  LineCounter Lines(Text);
  for (size_t At = Text.find(Mark); At != StringRef::npos; At = Text.find(Mark, At)) {
    size_t Start = At;
    StringRef Suffix = Text.substr(At + Mark.size()).take_while(isUpper);
    At += Mark.size() + Suffix.size();
    if (!is_contained({"", "NEXTLINE", "BEGIN", "END"}, Suffix))
      continue;
    NolintComment New{};
    New.Offset = Start;
    New.Line = Lines.at(Start);
    StringRef List;
    if (At < Text.size() && Text[At] == '(') {
      size_t Close = Text.find_first_of("\n)", At + 1);
      if (Close != StringRef::npos && Text[Close] == ')') {
        New.NamesChecks = true;
        List = Text.slice(At + 1, Close);
        New.Names = namesIn(List, At + 1);
        At = Close + 1;
      }
    }
    New.End = At;
    New.Reason = reasonIn(Text.substr(At));
    if (Suffix == "END") {
      auto Begun = find_if(Open, [&](const auto &Each) { return Each.second == List; });
      if (Begun != Open.end()) {
        Comments[Begun->first].LastLine = New.Line;
        Open.erase(Begun);
      }
      continue;
    }
    New.As = Suffix == "BEGIN"      ? NolintComment::Form::Block
             : Suffix == "NEXTLINE" ? NolintComment::Form::NextLine
                                    : NolintComment::Form::Line;
    New.FirstLine = New.Line + (New.As == NolintComment::Form::NextLine);
    New.LastLine = New.As == NolintComment::Form::Block ? 0 : New.FirstLine;
    if (New.As == NolintComment::Form::Block)
      Open.insert(Open.begin(), {Comments.size(), List});
    Comments.push_back(std::move(New));
  }
  return Comments;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/fix/AddSuppressions.h"
#include "tool/findings/Nolint.h"
#include "tool/findings/SourceText.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint {
namespace {

/// The findings of one line.
using Group = std::vector<const Finding *>;

std::vector<std::string> checksOf(const Group &Of) {
  std::vector<std::string> Names;
  for (const Finding *Each : Of)
    if (!is_contained(Names, Each->Check))
      Names.push_back(Each->Check);
  return Names;
}

/// Writes the comment for the line \p Line of \p File; none where a backslash is in the way.
std::optional<Edit> editFor(StringRef Text, const std::string &File, unsigned Line, StringRef Before,
                            size_t LineStart, const Group &Of, StringRef Reason) {
  std::vector<std::string> Checks = checksOf(Of);
  for (const NolintComment &There : nolintComments(Text))
    if (There.As == NolintComment::Form::NextLine && There.FirstLine == Line && There.NamesChecks &&
        !There.Names.empty())
      return Edit{File, There.End - 1, 0, ", " + join(Checks, ", ")};
  if (Before.rtrim("\r").ends_with("\\"))
    return std::nullopt;
  StringRef Indentation =
      Text.substr(LineStart).take_while([](char C) { return C == ' ' || C == '\t'; });
  size_t End = Text.find('\n', LineStart);
  bool Crlf = End != StringRef::npos && End > 0 && Text[End - 1] == '\r';
  std::string Comment = Indentation.str() + "// NOLINTNEXTLINE(" + join(Checks, ", ") + ")";
  if (!Reason.empty())
    Comment += ": " + Reason.str();
  return Edit{File, static_cast<unsigned>(LineStart), 0, Comment + (Crlf ? "\r\n" : "\n")};
}

} // namespace

EditsByFile suppressionEdits(ArrayRef<Finding> Findings, StringRef Reason,
                             std::vector<const Finding *> &Left) {
  std::map<std::pair<std::string, unsigned>, Group> Lines;
  for (const Finding &Each : Findings)
    if (StringRef(Each.Check).starts_with("async-"))
      Lines[{Each.At.File, Each.At.Line}].push_back(&Each);
  SourceText Text;
  EditsByFile Edits;
  for (const auto &[Where, Of] : Lines) {
    const auto &[File, Line] = Where;
    size_t LineStart = Of.front()->At.Offset - (Of.front()->At.Column - 1);
    if (std::optional<Edit> New = editFor(Text.of(File), File, Line, Text.line(File, Line - 1),
                                          LineStart, Of, Reason))
      Edits[File].push_back(std::move(*New));
    else
      append_range(Left, Of);
  }
  return Edits;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/fix/AddSuppressions.h"
#include "tool/findings/Nolint.h"
#include "tool/findings/SourceText.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/TargetParser/Triple.h"

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

/// Of a file: the extents of what begins in one line and ends in another. A line that begins inside
/// of a comment, or of a raw string, is a part of it.
std::vector<std::pair<size_t, size_t>> tokensAcrossLines(StringRef Text) {
  clang::LangOptions Language;
  std::vector<std::string> Ignored;
  clang::LangOptions::setLangDefaults(Language, clang::Language::CXX, Triple(), Ignored,
                                      clang::LangStandard::lang_gnucxx20);
  clang::Lexer Lexer(clang::SourceLocation(), Language, Text.begin(), Text.begin(), Text.end());
  Lexer.SetCommentRetentionState(true);
  std::vector<std::pair<size_t, size_t>> Extents;
  for (clang::Token Token; !Lexer.LexFromRawLexer(Token);) {
    size_t End = Lexer.getCurrentBufferOffset();
    if (Text.substr(End - Token.getLength(), Token.getLength()).contains('\n'))
      Extents.push_back({End - Token.getLength(), End});
  }
  return Extents;
}

/// Adds \p Checks to the comment that suppresses others in line \p Line already.
std::optional<Edit> editOfComment(StringRef Text, const std::string &File, unsigned Line,
                                  ArrayRef<std::string> Checks) {
  for (const NolintComment &There : nolintComments(Text))
    if (There.As == NolintComment::Form::NextLine && There.FirstLine == Line && There.NamesChecks &&
        !There.Names.empty())
      return Edit{File, There.End - 1, 0, ", " + join(Checks, ", ")};
  return std::nullopt;
}

/// Writes a comment above the line that begins at \p LineStart.
Edit newComment(StringRef Text, const std::string &File, size_t LineStart,
                ArrayRef<std::string> Checks, StringRef Reason) {
  StringRef Indentation =
      Text.substr(LineStart).take_while([](char C) { return C == ' ' || C == '\t'; });
  size_t End = Text.find('\n', LineStart);
  bool Crlf = End != StringRef::npos && End > 0 && Text[End - 1] == '\r';
  std::string Comment = Indentation.str() + "// NOLINTNEXTLINE(" + join(Checks, ", ") + ")";
  if (!Reason.empty())
    Comment += ": " + Reason.str();
  return {File, static_cast<unsigned>(LineStart), 0, Comment + (Crlf ? "\r\n" : "\n")};
}

/// Why no comment can be written above a line; empty if it can.
class Obstacles {
public:
  StringRef above(StringRef Text, const std::string &File, size_t LineStart) {
    if (continuesLine(Text.take_front(LineStart).rtrim("\r\n")))
      return "a backslash continues the line above";
    auto [Known, IsNew] = Across.try_emplace(File);
    if (IsNew)
      Known->second = tokensAcrossLines(Text);
    bool IsInside = any_of(Known->second, [&](const std::pair<size_t, size_t> &Token) {
      return Token.first < LineStart && LineStart < Token.second;
    });
    return IsInside ? "the line begins inside of a string or a comment" : "";
  }

private:
  std::map<std::string, std::vector<std::pair<size_t, size_t>>> Across;
};

} // namespace

bool continuesLine(StringRef Line) {
  // Clang overlooks blanks behind the backslash.
  Line = Line.rtrim(" \t\v\f");
  return Line.ends_with("\\") || Line.ends_with("?\?/");
}

EditsByFile suppressionEdits(ArrayRef<Finding> Findings, StringRef Reason,
                             std::vector<NotSuppressed> &Left) {
  std::map<std::pair<std::string, unsigned>, Group> Lines;
  for (const Finding &Each : Findings)
    if (StringRef(Each.Check).starts_with("async-"))
      Lines[{Each.At.File, Each.At.Line}].push_back(&Each);
  SourceText Text;
  EditsByFile Edits;
  Obstacles Known;
  for (const auto &[Where, Of] : Lines) {
    const auto &[File, Line] = Where;
    if (any_of(Of, [&, &File = File](const Finding *Each) {
          return Each->Contents != 0 && Each->Contents != Text.hash(File);
        })) {
      for (const Finding *Each : Of)
        Left.push_back({Each, "the file has changed since it was analysed"});
      continue;
    }
    std::vector<std::string> Checks = checksOf(Of);
    if (std::optional<Edit> Longer = editOfComment(Text.of(File), File, Line, Checks)) {
      Edits[File].push_back(std::move(*Longer));
      continue;
    }
    size_t LineStart = Of.front()->At.Offset - (Of.front()->At.Column - 1);
    StringRef Obstacle = Known.above(Text.of(File), File, LineStart);
    if (Obstacle.empty())
      Edits[File].push_back(newComment(Text.of(File), File, LineStart, Checks, Reason));
    else
      for (const Finding *Each : Of)
        Left.push_back({Each, Obstacle});
  }
  return Edits;
}

} // namespace corolint

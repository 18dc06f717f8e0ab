// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/SourceText.h"
#include "checks/ReadFile.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/xxhash.h"

using namespace clang;
using namespace llvm;

namespace corolint {

SourceText::Loaded &SourceText::load(StringRef File) {
  auto [Entry, IsNew] = Files.try_emplace(File);
  Loaded &Text = Entry->second;
  if (!IsNew)
    return Text;
  if (Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(File)) {
    Text.Buffer = std::move(*Buffer);
  } else {
    consumeError(Buffer.takeError());
    Text.Buffer = MemoryBuffer::getMemBuffer("");
  }
  Text.LineStarts.push_back(0);
  StringRef Content = Text.Buffer->getBuffer();
  for (size_t End = Content.find('\n'); End != StringRef::npos; End = Content.find('\n', End + 1))
    Text.LineStarts.push_back(End + 1);
  return Text;
}

StringRef SourceText::of(StringRef File) { return load(File).Buffer->getBuffer(); }

uint64_t SourceText::hash(StringRef File) {
  Loaded &Text = load(File);
  if (Text.Hash == 0)
    Text.Hash = std::max<uint64_t>(xxh3_64bits(Text.Buffer->getBuffer()), 1);
  return Text.Hash;
}

std::pair<unsigned, unsigned> SourceText::position(StringRef File, unsigned Offset) {
  Loaded &Text = load(File);
  Offset = std::min<size_t>(Offset, Text.Buffer->getBufferSize());
  auto Next = upper_bound(Text.LineStarts, Offset);
  unsigned Line = Next - Text.LineStarts.begin();
  return {Line, Offset - Text.LineStarts[Line - 1] + 1};
}

unsigned SourceText::offset(StringRef File, unsigned Line, unsigned Column) {
  Loaded &Text = load(File);
  size_t Size = Text.Buffer->getBufferSize();
  return Line == 0 || Line > Text.LineStarts.size()
             ? Size
             : std::min<size_t>(Text.LineStarts[Line - 1] + Column - 1, Size);
}

StringRef SourceText::line(StringRef File, unsigned Line) {
  Loaded &Text = load(File);
  if (Line == 0 || Line > Text.LineStarts.size())
    return "";
  return Text.Buffer->getBuffer().substr(Text.LineStarts[Line - 1]).take_until([](char C) {
    return C == '\n' || C == '\r';
  });
}

std::vector<SourceText::Statement> SourceText::statementsOf(StringRef Content) {
  LangOptions Language;
  std::vector<std::string> Ignored;
  LangOptions::setLangDefaults(Language, clang::Language::CXX, Triple(), Ignored,
                               LangStandard::lang_gnucxx20);
  Lexer Raw(SourceLocation(), Language, Content.begin(), Content.begin(), Content.end());
  std::vector<Statement> Found;
  Statement Current{};
  auto End = [&](unsigned At) {
    Current.End = At;
    Found.push_back(std::exchange(Current, {}));
  };
  bool InDirective = false;
  for (Token Each;;) {
    Raw.LexFromRawLexer(Each);
    unsigned Behind = Raw.getBufferLocation() - Content.begin();
    unsigned Start = Behind - Each.getLength();
    bool BeginsDirective = Each.is(tok::hash) && Each.isAtStartOfLine();
    if (Each.is(tok::eof) || BeginsDirective || (InDirective && Each.isAtStartOfLine()))
      End(Start);
    if (Each.is(tok::eof))
      return Found;
    InDirective = BeginsDirective || (InDirective && !Each.isAtStartOfLine());
    Current.Tokens += Content.slice(Start, Behind);
    Current.Tokens += '\0';
    if (!InDirective && Each.isOneOf(tok::semi, tok::l_brace, tok::r_brace))
      End(Behind);
  }
}

StringRef SourceText::statement(StringRef File, unsigned Line, unsigned Column) {
  Loaded &Text = load(File);
  if (Text.Statements.empty())
    Text.Statements = statementsOf(Text.Buffer->getBuffer());
  auto There =
      partition_point(Text.Statements, [At = offset(File, Line, Column)](const Statement &Each) {
        return Each.End <= At;
      });
  return There == Text.Statements.end() ? "" : StringRef(There->Tokens);
}

} // namespace corolint

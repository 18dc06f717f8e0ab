// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/clangd/FixTitles.h"
#include "tool/clangd/TextEdits.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint {
namespace {

bool isNamedByMessage(StringRef Title, StringRef Message) {
  // The message begins with a capital letter, and ends in a remark on the fix.
  return !Title.empty() && Message.drop_front().starts_with(Title.drop_front());
}

/// \p Text in quotation marks; of a long one the first part.
std::string quote(StringRef Text) {
  constexpr size_t Most = 60;
  StringRef Shown = Text.split('\n').first;
  if (Shown.size() > Most) {
    size_t End = Most;
    while (End && (Shown[End] & 0xC0) == 0x80) // Within a character.
      --End;
    Shown = Shown.take_front(End);
  }
  return ("'" + Shown + (Shown.size() < Text.size() ? "…'" : "'")).str();
}

bool addsIncludes(const TextEdit &Of) {
  return StringRef(std::get<2>(Of)).ltrim().starts_with("#include ");
}

std::string describe(const TextEdit &Edit) {
  const auto &[Begin, End, Text] = Edit;
  if (addsIncludes(Edit)) {
    SmallVector<StringRef, 2> Lines;
    SplitString(Text, Lines, "\n");
    return join(map_range(Lines, [](StringRef Line) { return Line.drop_front().str(); }), ", ");
  }
  if (Text.empty())
    return "remove code";
  return (Begin == End ? "insert " : "change to ") + quote(Text);
}

} // namespace

bool isFixOfFinding(StringRef Title, StringRef Message) {
  return any_of(ArrayRef<StringRef>{"insert '", "remove '", "change '"},
                [&](StringRef Begin) { return Title.starts_with(Begin); }) ||
         isNamedByMessage(Title, Message);
}

void nameByEdits(json::Object &Action, StringRef Message) {
  if (!isNamedByMessage(Action.getString("title").value_or(""), Message))
    return;
  std::vector<TextEdit> Edits = editsOf(Action);
  // The repair itself comes before what it needs at the file's head.
  llvm::sort(Edits, [](const TextEdit &A, const TextEdit &B) {
    return std::pair(addsIncludes(A), A) < std::pair(addsIncludes(B), B);
  });
  if (!Edits.empty())
    Action["title"] = join(map_range(Edits, describe), ", ");
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/JsonFile.h"
#include "checks/ReadFile.h"

using namespace llvm;

namespace corolint {
namespace {

/// How deep the brackets of \p Text are nested; those in strings do not count.
size_t depthOf(StringRef Text) {
  size_t Depth = 0, Deepest = 0;
  bool InString = false;
  for (size_t I = 0; I < Text.size(); ++I) {
    char C = Text[I];
    if (InString) {
      if (C == '\\')
        ++I;
      else if (C == '"')
        InString = false;
    } else if (C == '"') {
      InString = true;
    } else if (C == '[' || C == '{') {
      Deepest = std::max(Deepest, ++Depth);
    } else if ((C == ']' || C == '}') && Depth) {
      --Depth;
    }
  }
  return Deepest;
}

} // namespace

Expected<json::Value> parseJson(StringRef Text) {
  if (depthOf(Text) > 1000)
    return createStringError("nested deeper than 1000 levels");
  Expected<json::Value> Value = json::parse(json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text));
  if (!Value && (Text.starts_with("<<<<<<< ") || Text.contains("\n<<<<<<< "))) {
    consumeError(Value.takeError());
    return createStringError("it holds the marks of a merge conflict; resolve that first");
  }
  return Value;
}

Expected<json::Value> parseUtf8Json(StringRef Text) {
  if (!json::isUTF8(Text))
    return createStringError("it is no UTF-8 text");
  return parseJson(Text);
}

Expected<json::Value> readJsonFile(StringRef File, StringRef What) {
  Expected<std::unique_ptr<MemoryBuffer>> Buffer = readFile(File);
  if (!Buffer)
    return createStringError(File + ": cannot read this file: " + toString(Buffer.takeError()));
  Expected<json::Value> Json = parseUtf8Json((*Buffer)->getBuffer());
  if (!Json)
    return createStringError(File + ": not " + What + ": " + toString(Json.takeError()));
  return Json;
}

} // namespace corolint

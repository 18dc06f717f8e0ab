// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/clangd/TextEdits.h"

using namespace llvm;

namespace corolint {
namespace {

Position positionAt(const json::Object *Range, StringRef Key) {
  const json::Object *Of = Range ? Range->getObject(Key) : nullptr;
  return Of ? Position(Of->getInteger("line").value_or(0), Of->getInteger("character").value_or(0))
            : Position();
}

json::Value toJson(const Position &At) {
  return json::Object{{"line", At.first}, {"character", At.second}};
}

/// Clangd writes edits in the one or the other form, as the editor can read them.
json::Array *arrayOf(json::Object &Action) {
  json::Object *Edit = Action.getObject("edit");
  if (!Edit)
    return nullptr;
  if (json::Object *Changes = Edit->getObject("changes"))
    return Changes->empty() ? nullptr : Changes->begin()->second.getAsArray();
  json::Array *Documents = Edit->getArray("documentChanges");
  json::Object *Document =
      Documents && !Documents->empty() ? Documents->front().getAsObject() : nullptr;
  return Document ? Document->getArray("edits") : nullptr;
}

} // namespace

Position beginOf(const json::Object &Of) { return positionAt(Of.getObject("range"), "start"); }

std::vector<TextEdit> editsOf(const json::Object &Action) {
  std::vector<TextEdit> Edits;
  if (const json::Array *Array = arrayOf(const_cast<json::Object &>(Action)))
    for (const json::Value &Each : *Array) {
      const json::Object &Edit = *Each.getAsObject();
      Edits.push_back({beginOf(Edit), positionAt(Edit.getObject("range"), "end"),
                       Edit.getString("newText").value_or("").str()});
    }
  return Edits;
}

void setEdits(json::Object &Action, ArrayRef<TextEdit> Edits) {
  json::Array All;
  for (const auto &[Begin, End, Text] : Edits)
    All.push_back(
        json::Object{{"range", json::Object{{"start", toJson(Begin)}, {"end", toJson(End)}}},
                     {"newText", Text}});
  *arrayOf(Action) = std::move(All);
}

} // namespace corolint

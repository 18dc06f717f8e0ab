// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/clangd/CodeActions.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include <set>
#include <tuple>

using namespace llvm;

namespace corolint {
namespace {

/// Line and character; likewise twice, and what is put there.
using Position = std::pair<int64_t, int64_t>;
using TextEdit = std::tuple<Position, Position, std::string>;

Position position(const json::Object *Of) {
  return Of ? Position(Of->getInteger("line").value_or(0), Of->getInteger("character").value_or(0))
            : Position();
}

TextEdit textEdit(const json::Value &Of) {
  const json::Object &Edit = *Of.getAsObject();
  const json::Object *Range = Edit.getObject("range");
  return {position(Range ? Range->getObject("start") : nullptr),
          position(Range ? Range->getObject("end") : nullptr),
          Edit.getString("newText").value_or("").str()};
}

json::Value toJson(const TextEdit &Edit) {
  auto ToJson = [](const Position &At) {
    return json::Object{{"line", At.first}, {"character", At.second}};
  };
  return json::Object{{"range", json::Object{{"start", ToJson(std::get<0>(Edit))},
                                             {"end", ToJson(std::get<1>(Edit))}}},
                      {"newText", std::get<2>(Edit)}};
}

/// The edits of an action of clangd's, all of which are in the file it was asked for; null if it
/// has none.
json::Array *editsOf(json::Object &Action) {
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

/// Edits of several fixes, each of which is taken whole or not at all.
class MergedFixes {
public:
  void add(json::Object Action) {
    json::Array *Edits = editsOf(Action);
    if (!Edits)
      return;
    std::vector<TextEdit> New;
    for (const json::Value &Each : *Edits)
      if (TextEdit Edit = textEdit(Each); !Merged.count(Edit)) // Several may need one #include.
        New.push_back(std::move(Edit));
    for (const TextEdit &Each : New)
      if (any_of(Merged, [&](const TextEdit &Other) { return overlap(Each, Other); }))
        return;
    Merged.insert(New.begin(), New.end());
    if (!Fixes++)
      Like = std::move(Action);
  }

  unsigned size() const { return Fixes; }

  /// An action that applies them.
  json::Object action(std::string Title, StringRef Kind) && {
    json::Array All;
    for (const TextEdit &Each : Merged)
      All.push_back(toJson(Each));
    *editsOf(Like) = std::move(All);
    json::Object Action{{"title", std::move(Title)}, {"kind", Kind}};
    Action["edit"] = std::move(*Like.get("edit"));
    return Action;
  }

private:
  static bool overlap(const TextEdit &A, const TextEdit &B) {
    const auto &[BeginA, EndA, TextA] = A;
    const auto &[BeginB, EndB, TextB] = B;
    return (BeginA < EndB && BeginB < EndA) || BeginA == BeginB;
  }

  unsigned Fixes = 0;
  std::set<TextEdit> Merged; ///< In the order of the file.
  json::Object Like;         ///< An action in the form that the editor understands.
};

MergedFixes mergeSafe(ArrayRef<OfferedFix> Fixes, function_ref<bool(const OfferedFix &)> Wanted) {
  MergedFixes Merged;
  for (const OfferedFix &Fix : Fixes)
    if (Fix.IsSafe && Wanted(Fix))
      Merged.add(Fix.Action);
  return Merged;
}

/// Whether the request wants actions of \p Kind, or of kinds below or above it.
bool wants(const json::Object *Context, StringRef Kind, bool Unasked) {
  const json::Array *Only = Context ? Context->getArray("only") : nullptr;
  if (!Only || Only->empty())
    return Unasked;
  return any_of(*Only, [&](const json::Value &Each) {
    StringRef Asked = Each.getAsString().value_or("-");
    return Asked.empty() || Kind == Asked || (Kind.starts_with(Asked) && Kind[Asked.size()] == '.');
  });
}

/// The check of ours that \p Action mends; empty if there is none.
std::string checkOf(const json::Object &Action) {
  const json::Array *Diagnostics = Action.getArray("diagnostics");
  if (Diagnostics)
    for (const json::Value &Each : *Diagnostics)
      if (const json::Object *Diagnostic = Each.getAsObject(); Diagnostic && isOurs(*Diagnostic))
        return Diagnostic->getString("code")->str();
  return "";
}

} // namespace

void completeCodeActions(json::Array &Actions, const json::Object &Params,
                         ArrayRef<OfferedFix> Fixes) {
  for (json::Value &Each : Actions) {
    json::Object &Action = *Each.getAsObject();
    if (Action.getString("command"))
      return; // The editor knows commands alone.
    if (std::string Check = checkOf(Action); !Check.empty()) {
      bool IsSafe = any_of(Fixes, [&](const OfferedFix &Fix) {
        return Fix.IsSafe && Fix.Check == Check &&
               Fix.Action.getString("title") == Action.getString("title");
      });
      Action.erase("isPreferred");
      if (IsSafe)
        Action["isPreferred"] = true;
    }
  }
  const json::Object *Context = Params.getObject("context");
  const json::Array *Asked = Context ? Context->getArray("diagnostics") : nullptr;
  std::set<std::string> Checks;
  if (Asked && wants(Context, "quickfix", /*Unasked=*/true))
    for (const json::Value &Each : *Asked)
      if (const json::Object *Diagnostic = Each.getAsObject(); Diagnostic && isOurs(*Diagnostic))
        Checks.insert(Diagnostic->getString("code")->str());
  for (const std::string &Check : Checks) {
    MergedFixes All = mergeSafe(Fixes, [&](const OfferedFix &Fix) { return Fix.Check == Check; });
    if (unsigned Size = All.size(); Size > 1)
      Actions.push_back(std::move(All).action(
          "fix all " + std::to_string(Size) + " of " + Check + " in this file", "quickfix"));
  }
  if (wants(Context, FixAllKind, /*Unasked=*/false)) {
    MergedFixes All = mergeSafe(Fixes, [](const OfferedFix &) { return true; });
    if (All.size())
      Actions.push_back(
          std::move(All).action("apply corolint's safe fixes in this file", FixAllKind));
  }
}

} // namespace corolint

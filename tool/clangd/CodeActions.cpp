// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/clangd/CodeActions.h"
#include "tool/clangd/FixTitles.h"
#include "tool/clangd/MergedFixes.h"
#include "llvm/ADT/STLExtras.h"
#include <set>

using namespace llvm;

namespace corolint {
namespace {

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

/// The finding of ours that \p Action mends; null if there is none.
const json::Object *findingOf(const json::Object &Action) {
  const json::Array *Diagnostics = Action.getArray("diagnostics");
  if (Diagnostics)
    for (const json::Value &Each : *Diagnostics)
      if (const json::Object *Diagnostic = Each.getAsObject(); Diagnostic && isOurs(*Diagnostic))
        return Diagnostic;
  return nullptr;
}

json::Object named(std::string Title, StringRef Kind, json::Object Action) {
  Action["title"] = std::move(Title);
  Action["kind"] = Kind;
  return Action;
}

} // namespace

void completeCodeActions(json::Array &Actions, const json::Object &Params,
                         ArrayRef<OfferedFix> Fixes) {
  for (json::Value &Each : Actions) {
    json::Object &Action = *Each.getAsObject();
    if (Action.getString("command"))
      return; // The editor knows commands alone.
    if (const json::Object *Finding = findingOf(Action)) {
      nameByEdits(Action, Finding->getString("message").value_or(""));
      bool IsSafe = any_of(Fixes, [&](const OfferedFix &Fix) {
        return Fix.IsSafe && Fix.Check == Finding->getString("code") &&
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
    if (All.Count > 1)
      Actions.push_back(named(("fix all " + Twine(All.Count) + " of " + Check + " in this file").str(),
                              "quickfix", std::move(All.Action)));
  }
  if (wants(Context, FixAllKind, /*Unasked=*/false)) {
    MergedFixes All = mergeSafe(Fixes, [](const OfferedFix &) { return true; });
    if (All.Count)
      Actions.push_back(
          named("apply corolint's safe fixes in this file", FixAllKind, std::move(All.Action)));
  }
}

} // namespace corolint

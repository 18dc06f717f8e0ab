// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/Baseline.h"
#include "tool/project/JsonFile.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include <nlohmann/json.hpp>
#include <tuple>

using namespace llvm;

namespace corolint {
namespace {

constexpr StringLiteral Schema = "corolint-baseline/1";

Error failure(StringRef Name, const Twine &Problem) {
  return createStringError(Name + ": not a baseline: " + Problem);
}

Expected<std::vector<BaselineEntry>> entriesIn(const json::Value &Document, StringRef Name) {
  const json::Object *Top = Document.getAsObject();
  if (!Top)
    return failure(Name, "no JSON object");
  if (std::optional<StringRef> Written = Top->getString("schema")) {
    if (*Written != Schema)
      return failure(Name, "its schema is '" + *Written + "', and this version of corolint reads '" +
                               Schema + "'");
  } else if (std::optional<StringRef> Version = Top->getString("schema_version")) {
    if (!Version->starts_with("1."))
      return failure(Name, "a report of version '" + *Version +
                               "', and this version of corolint reads 1.x");
  } else {
    return failure(Name, "it has no key 'schema'");
  }
  const json::Array *Findings = Top->getArray("findings");
  if (!Findings)
    return failure(Name, "it has no list 'findings'");
  std::vector<BaselineEntry> Entries;
  for (const auto &[Index, Each] : enumerate(*Findings)) {
    const json::Object *Of = Each.getAsObject();
    BaselineEntry Entry;
    for (auto [Key, Value] :
         {std::pair("fingerprint", &Entry.Fingerprint), std::pair("check", &Entry.Check),
          std::pair("file", &Entry.File), std::pair("function", &Entry.Function),
          std::pair("message", &Entry.Message)}) {
      std::optional<StringRef> Text = Of ? Of->getString(Key) : std::nullopt;
      if (!Text)
        return failure(Name, "findings[" + Twine(Index) + "] has no text '" + Key + "'");
      *Value = Text->str();
    }
    Entries.push_back(std::move(Entry));
  }
  return Entries;
}

} // namespace

Expected<std::vector<BaselineEntry>> parseBaseline(StringRef Text, StringRef Name) {
  Expected<json::Value> Document = parseUtf8Json(Text);
  if (!Document)
    return failure(Name, toString(Document.takeError()));
  return entriesIn(*Document, Name);
}

Expected<std::vector<BaselineEntry>> readBaseline(StringRef File) {
  Expected<json::Value> Document = readJsonFile(File, "a baseline");
  if (!Document)
    return Document.takeError();
  return entriesIn(*Document, File);
}

BaselineEntry entryOf(const Finding &Of, const std::string &Root) {
  return {Of.Fingerprint, Of.Check, relativeTo(Of.At.File, Root), Of.Function, Of.Message};
}

std::string baselineText(std::vector<BaselineEntry> Entries) {
  sort(Entries, [](const BaselineEntry &A, const BaselineEntry &B) {
    return std::tie(A.File, A.Check, A.Function, A.Fingerprint) <
           std::tie(B.File, B.Check, B.Function, B.Fingerprint);
  });
  std::string Text = "{\n  \"schema\": \"" + Schema.str() + "\",\n  \"findings\": [";
  StringRef Between = "\n    ";
  for (const BaselineEntry &Each : Entries) {
    nlohmann::ordered_json Line = {{"file", Each.File},
                                   {"check", Each.Check},
                                   {"function", Each.Function},
                                   {"message", Each.Message},
                                   {"fingerprint", Each.Fingerprint}};
    Text += Between;
    Text += Line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
    Between = ",\n    ";
  }
  return Text + (Entries.empty() ? "]\n}\n" : "\n  ]\n}\n");
}

} // namespace corolint

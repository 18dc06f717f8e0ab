// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/Configured.h"
#include "tool/findings/SourceText.h"
#include "tool/project/Paths.h"
#include "tool/report/Report.h"
#include <nlohmann/json.hpp>

using Json = nlohmann::ordered_json;

namespace corolint {
namespace {

Json position(const Place &At) { return {{"line", At.Line}, {"column", At.Column}}; }

Json location(const Place &From, const Place &To, const std::string &Root) {
  return {{"path", relativeTo(From.File, Root)},
          {"range", {{"start", position(From)}, {"end", position(To)}}}};
}

/// \p Of as one replacement of a range in the finding's file: the format knows no others. Null
/// where it cannot be said so, or the range would be longer than a reader of it likes.
Json suggestion(const Fix &Of, const std::string &File, SourceText &Text) {
  constexpr unsigned LinesAtMost = 20;
  for (const Edit &Each : Of.Edits)
    if (Each.File != File)
      return nullptr;
  if (Of.Edits.empty())
    return nullptr;
  unsigned First = Of.Edits.front().Offset;
  unsigned End = Of.Edits.back().Offset + Of.Edits.back().Length;
  auto [FirstLine, FirstColumn] = Text.position(File, First);
  auto [EndLine, EndColumn] = Text.position(File, End);
  if (EndLine - FirstLine >= LinesAtMost)
    return nullptr;
  std::string New;
  unsigned At = First;
  for (const Edit &Each : Of.Edits) {
    New += Text.of(File).slice(At, Each.Offset).str() + Each.Text;
    At = Each.Offset + Each.Length;
  }
  return {{"range",
           {{"start", {{"line", FirstLine}, {"column", FirstColumn}}},
            {"end", {{"line", EndLine}, {"column", EndColumn}}}}},
          {"text", New}};
}

} // namespace

void writeRdjson(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &) {
  static constexpr const char *Severities[] = {"INFO", "WARNING", "ERROR"};
  SourceText Text;
  Json Diagnostics = Json::array();
  for (const Finding &Each : Of.Findings) {
    Json Diagnostic = {{"message", Each.Message},
                       {"location", location(Each.At, Each.End, Of.Root)},
                       {"severity", Severities[static_cast<int>(Each.Severity)]},
                       {"code", {{"value", Each.Check}}}};
    if (std::string Page = pageAddress(Each.Check); !Page.empty())
      Diagnostic["code"]["url"] = Page;
    for (const Note &Then : Each.Notes)
      Diagnostic["related_locations"].push_back(
          {{"message", Then.Message}, {"location", location(Then.At, Then.At, Of.Root)}});
    for (const Fix &Way : Each.Fixes)
      if (Json Suggestion = suggestion(Way, Each.At.File, Text); !Suggestion.is_null())
        Diagnostic["suggestions"].push_back(std::move(Suggestion));
    Diagnostics.push_back(std::move(Diagnostic));
  }
  Json Document = {{"source", {{"name", "corolint"}}},
                   {"diagnostics", std::move(Diagnostics)}};
  if (constexpr llvm::StringLiteral Home = COROLINT_URL; !Home.empty())
    Document["source"]["url"] = COROLINT_URL;
  Out << Document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace corolint

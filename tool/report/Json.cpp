// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Paths.h"
#include "tool/report/Report.h"
#include <map>
#include <nlohmann/json.hpp>

using Json = nlohmann::ordered_json;

namespace corolint {
namespace {

Json jsonOf(const Finding &Each, const std::string &Root) {
  Json Notes = Json::array(), Fixes = Json::array();
  for (const Note &Of : Each.Notes)
    Notes.push_back({{"message", Of.Message},
                     {"file", relativeTo(Of.At.File, Root)},
                     {"line", Of.At.Line},
                     {"column", Of.At.Column}});
  for (const Fix &Of : Each.Fixes) {
    Json Edits = Json::array();
    for (const Edit &Change : Of.Edits)
      Edits.push_back({{"file", relativeTo(Change.File, Root)},
                       {"offset", Change.Offset},
                       {"length", Change.Length},
                       {"text", Change.Text}});
    Fixes.push_back({{"applicability", Of.Safe ? "safe" : "suggested"},
                     {"description", Of.Description},
                     {"edits", std::move(Edits)}});
  }
  return {{"check", Each.Check},       {"level", levelName(Each.Severity)},
          {"message", Each.Message},   {"file", relativeTo(Each.At.File, Root)},
          {"line", Each.At.Line},      {"column", Each.At.Column},
          {"end_line", Each.End.Line}, {"end_column", Each.End.Column},
          {"function", Each.Function}, {"fingerprint", Each.Fingerprint},
          {"notes", std::move(Notes)}, {"fixes", std::move(Fixes)}};
}

} // namespace

void writeJson(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &) {
  Json Findings = Json::array(), Units = Json::array();
  std::map<std::string, unsigned> ByCheck, ByLevel;
  for (Level Severity : {Level::Remark, Level::Warning, Level::Error})
    ByLevel[levelName(Severity)] = 0;
  for (const Finding &Each : Of.Findings) {
    Findings.push_back(jsonOf(Each, Of.Root));
    ++ByCheck[Each.Check];
    ++ByLevel[levelName(Each.Severity)];
  }
  Json Silenced = Json::array(), Stale = Json::array();
  for (const Finding &Each : Of.Silenced) {
    static constexpr const char *By[] = {"", "comment", "baseline", "unchanged"};
    Silenced.push_back(jsonOf(Each, Of.Root));
    Silenced.back()["by"] = By[static_cast<int>(Each.SilencedBy)];
    Silenced.back()["reason"] = Each.Reason;
  }
  for (const BaselineEntry &Each : Of.Stale)
    Stale.push_back({{"check", Each.Check},
                     {"message", Each.Message},
                     {"file", Each.File},
                     {"function", Each.Function},
                     {"fingerprint", Each.Fingerprint}});
  unsigned Incomplete = 0;
  double Seconds = 0;
  for (size_t I = 0; I < Of.Units.size(); ++I) {
    const UnitResult &Result = Of.Results[I];
    Units.push_back({{"file", relativeTo(Of.Units[I].File, Of.Root)},
                     {"status", statusName(Result.Status)},
                     {"seconds", Result.Seconds},
                     {"reason", Result.Reason}});
    Incomplete += Result.Status != UnitStatus::Analysed;
    Seconds += Result.Seconds;
  }
  Json Document = {{"schema_version", "1.1"},
                   {"tool", {{"name", "corolint"}, {"version", VersionString}}},
                   {"findings", std::move(Findings)},
                   {"silenced", std::move(Silenced)},
                   {"stale", std::move(Stale)},
                   {"units", std::move(Units)},
                   {"summary",
                    {{"findings", Of.Findings.size()},
                     {"silenced", Of.Silenced.size()},
                     {"by_level", ByLevel},
                     {"by_check", ByCheck},
                     {"units", Of.Units.size()},
                     {"units_not_analysed_in_full", Incomplete},
                     {"seconds", Seconds}}}};
  // Sources may hold any bytes; a report is UTF-8.
  Out << Document.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Paths.h"
#include "tool/report/Report.h"
#include <nlohmann/json.hpp>

using Json = nlohmann::ordered_json;

namespace corolint {

void writeGitlab(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &) {
  static constexpr const char *Severities[] = {"info", "major", "critical"};
  Json Issues = Json::array();
  for (const Finding &Each : Of.Findings) {
    Json Others = Json::array();
    for (const Note &Then : Each.Notes)
      Others.push_back({{"path", relativeTo(Then.At.File, Of.Root)},
                        {"lines", {{"begin", Then.At.Line}, {"end", Then.At.Line}}}});
    Issues.push_back({{"type", "issue"},
                      {"check_name", Each.Check},
                      {"description", Each.Message},
                      {"categories", {"Bug Risk"}},
                      {"severity", Severities[static_cast<int>(Each.Severity)]},
                      {"fingerprint", Each.Fingerprint},
                      {"location",
                       {{"path", relativeTo(Each.At.File, Of.Root)},
                        {"lines", {{"begin", Each.At.Line}, {"end", Each.End.Line}}}}},
                      {"other_locations", std::move(Others)}});
  }
  Out << Issues.dump(2, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace corolint

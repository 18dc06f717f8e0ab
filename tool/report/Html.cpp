// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/AsyncTidyModule.h"
#include "checks/knowledge/EmbeddedFile.h"
#include "tool/findings/SourceText.h"
#include "tool/project/Paths.h"
#include "tool/report/Path.h"
#include "tool/report/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"
#include <map>
#include <set>
#include <nlohmann/json.hpp>

using namespace llvm;
using Json = nlohmann::ordered_json;

namespace corolint {
namespace {

constexpr unsigned Around = 2; ///< Lines shown before and behind each place.

std::string utf8(StringRef Text) {
  return json::isUTF8(Text) ? Text.str() : json::fixUTF8(Text);
}

/// What the page's script shows; see tool/report/html/script.js.
class PageData {
public:
  explicit PageData(const Report &Of) : Of(Of) {}

  Json document() {
    Json Findings = Json::array(), Units = Json::array(), Rules = Json::object();
    for (const Finding &Each : Of.Findings)
      Findings.push_back(jsonOf(Each, "counts"));
    for (const Finding &Each : Of.Silenced) {
      static constexpr const char *States[] = {"counts", "suppressed", "in the baseline",
                                               "outside of the change"};
      Findings.push_back(jsonOf(Each, States[static_cast<int>(Each.SilencedBy)]));
    }
    for (const CheckInfo &Check : allChecks())
      Rules[Check.Name.str()]["summary"] = Check.Summary.str();
    for (const EmbeddedFile *Page = CheckPages; Page->Name; ++Page)
      if (Rules.contains(Page->Name))
        Rules[Page->Name]["page"] = Page->Text;
    for (size_t I = 0; I < Of.Units.size(); ++I)
      if (Of.Results[I].Status != UnitStatus::Analysed)
        Units.push_back({{"file", relativeTo(Of.Units[I].File, Of.Root)},
                         {"reason", Of.Results[I].Reason}});
    return {{"summary", summary()},
            {"findings", std::move(Findings)},
            {"rules", std::move(Rules)},
            {"units", std::move(Units)}};
  }

private:
  std::string summary() const {
    auto Count = [](size_t Number, const char *One, const char *More) {
      return std::to_string(Number) + " " + (Number == 1 ? One : More);
    };
    std::set<std::string> Files;
    for (const Finding &Each : Of.Findings)
      Files.insert(Each.At.File);
    return Count(Of.Findings.size(), "finding", "findings") + " in " +
           Count(Files.size(), "file", "files") + ", " +
           Count(Of.Units.size(), "unit", "units") + " analysed; version " + VersionString;
  }

  /// Where byte \p Column of a line is in a script's string.
  unsigned index(const Place &At) {
    SmallVector<UTF16, 128> Units;
    return convertUTF8ToUTF16String(
               utf8(Text.line(At.File, At.Line).take_front(At.Column - 1)), Units)
               ? Units.size()
               : At.Column - 1;
  }

  Json step(const Place &At, const std::string &Message) {
    return {{"file", relativeTo(At.File, Of.Root)}, {"line", At.Line}, {"message", Message}};
  }

  /// The lines around the places of \p Each, a list a file, in the order that the path meets them.
  Json excerpts(const Finding &Each) {
    std::vector<std::string> Files;
    std::map<std::string, std::set<unsigned>> Lines;
    auto Show = [&](const Place &At) {
      if (!is_contained(Files, At.File))
        Files.push_back(At.File);
      unsigned Count = Text.of(At.File).count('\n') + 1;
      for (unsigned Line = At.Line > Around ? At.Line - Around : 1;
           Line <= std::min(At.Line + Around, Count); ++Line)
        Lines[At.File].insert(Line);
    };
    Show(Each.At);
    for (const Note *Then : pathOf(Each))
      Show(Then->At);
    Json Result = Json::array();
    for (const std::string &File : Files) {
      Json Shown = Json::array();
      for (unsigned Line : Lines[File])
        Shown.push_back({{"n", Line}, {"text", utf8(Text.line(File, Line))}});
      Result.push_back({{"file", relativeTo(File, Of.Root)}, {"lines", std::move(Shown)}});
    }
    return Result;
  }

  Json edit(const Edit &Change) {
    auto [Line, Column] = Text.position(Change.File, Change.Offset);
    StringRef Whole = Text.line(Change.File, Line);
    size_t From = Column - 1, To = std::min<size_t>(From + Change.Length, Whole.size());
    return {{"file", relativeTo(Change.File, Of.Root)},
            {"line", Line},
            {"before", utf8(Whole.take_front(From).ltrim())},
            {"removed", utf8(Text.of(Change.File).substr(Change.Offset, Change.Length))},
            {"text", Change.Text},
            {"after", utf8(Whole.drop_front(To))}};
  }

  Json jsonOf(const Finding &Each, const char *State) {
    Json Steps = Json::array(), Fixes = Json::array();
    Steps.push_back(step(Each.At, Each.Message));
    Steps.back()["from"] = index(Each.At);
    Steps.back()["to"] = Each.End.Line == Each.At.Line ? index(Each.End) : ~0U;
    for (const Note *Then : pathOf(Each))
      Steps.push_back(step(Then->At, Then->Message));
    Json Advice = Json::array();
    for (const Note &Other : Each.Notes)
      if (!isStep(Each, Other) && !offersEdit(Each, Other))
        Advice.push_back(Other.Message);
    for (const Fix &Way : Each.Fixes) {
      Json Edits = Json::array();
      for (const Edit &Change : Way.Edits)
        Edits.push_back(edit(Change));
      Fixes.push_back(
          {{"safe", Way.Safe}, {"description", Way.Description}, {"edits", std::move(Edits)}});
    }
    return {{"check", Each.Check},
            {"level", levelName(Each.Severity)},
            {"message", Each.Message},
            {"file", relativeTo(Each.At.File, Of.Root)},
            {"line", Each.At.Line},
            {"column", Each.At.Column},
            {"function", Each.Function},
            {"fingerprint", Each.Fingerprint},
            {"state", State},
            {"reason", Each.Reason},
            {"steps", std::move(Steps)},
            {"advice", std::move(Advice)},
            {"excerpts", excerpts(Each)},
            {"fixes", std::move(Fixes)}};
  }

  const Report &Of;
  SourceText Text;
};

StringRef part(StringRef Name) {
  for (const EmbeddedFile *Each = HtmlPage; Each->Name; ++Each)
    if (Name == Each->Name)
      return Each->Text;
  return "";
}

} // namespace

void writeHtml(const Report &Of, raw_ostream &Out, const ReportStyle &) {
  std::string Data = PageData(Of).document().dump(-1, ' ', false, Json::error_handler_t::replace);
  // Nothing in it may end the script element that holds it.
  for (size_t At = Data.find('<'); At != std::string::npos; At = Data.find('<', At + 1))
    Data.replace(At, 1, "\\u003c");
  StringRef Page = part("page");
  while (!Page.empty()) {
    auto [Before, Rest] = Page.split('@');
    Out << Before;
    auto [Name, Behind] = Rest.split('@');
    if (Name == "CSS")
      Out << part("style");
    else if (Name == "JS")
      Out << part("script");
    else if (Name == "DATA")
      Out << Data;
    Page = Behind;
  }
}

} // namespace corolint

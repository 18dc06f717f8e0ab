// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/AsyncTidyModule.h"
#include "checks/knowledge/EmbeddedFile.h"
#include "tool/Configured.h"
#include "tool/findings/SourceText.h"
#include "tool/findings/UnusedSuppressions.h"
#include "tool/project/Paths.h"
#include "tool/report/Path.h"
#include "tool/report/Report.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/ConvertUTF.h"
#include "llvm/Support/JSON.h"
#include <nlohmann/json.hpp>

using namespace llvm;
using Json = nlohmann::ordered_json;

namespace corolint {
namespace {

constexpr const char *RootId = "%SRCROOT%"; ///< By convention; GitHub knows it.

constexpr const char *levelOf(Level Severity) {
  constexpr const char *Names[] = {"note", "warning", "error"};
  return Names[static_cast<int>(Severity)];
}

/// \p Path with all but the unreserved characters and '/' escaped.
std::string uriPath(StringRef Path) {
  std::string Result;
  for (unsigned char C : Path)
    if (isAlnum(C) || StringRef("-._~/").contains(C))
      Result += C;
    else
      Result += ("%" + Twine(hexdigit(C >> 4)) + Twine(hexdigit(C & 15))).str();
  return Result;
}

/// What a page says in its first paragraph.
std::string firstParagraph(StringRef Page) {
  return Page.split("\n\n").second.split("\n\n").first.trim().str();
}

/// Rules, results and their parts.
class Writer {
public:
  explicit Writer(const Report &Of) : Of(Of) {
    for (const CheckInfo &Check : allChecks())
      addRule(Check.Name, Check.Summary);
    // Those that clang-tidy itself, or this program, speak under.
    for (const std::vector<Finding> *List : {&Of.Findings, &Of.Silenced})
      for (const Finding &Each : *List)
        if (!Indices.contains(Each.Check))
          addRule(Each.Check, Each.Check == UnusedSuppressionCheck
                                  ? "a suppression comment that suppresses nothing"
                                  : "an error in a suppression comment");
  }

  Json document() {
    Json Results = Json::array();
    for (const Finding &Each : Of.Findings)
      Results.push_back(resultOf(Each));
    for (const Finding &Each : Of.Silenced)
      if (Each.SilencedBy != Silence::Unchanged)
        Results.push_back(resultOf(Each));
    for (const BaselineEntry &Each : Of.Stale)
      Results.push_back(resultOf(Each));
    Json Root = {{"description", {{"text", "The root of the project."}}}};
    if (Of.TellsRoot)
      Root["uri"] = "file://" + uriPath(Of.Root) + (Of.Root == "/" ? "" : "/");
    Json Run = {{"tool",
                 {{"driver",
                   {{"name", "corolint"},
                    {"organization", "corolint"},
                    {"version", VersionString},
                    {"semanticVersion", VersionString},
                    {"rules", std::move(Rules)}}}}},
                {"invocations", {invocation()}},
                {"columnKind", "utf16CodeUnits"},
                {"originalUriBaseIds", {{RootId, std::move(Root)}}},
                {"results", std::move(Results)}};
    if (constexpr StringLiteral Home = COROLINT_URL; !Home.empty())
      Run["tool"]["driver"]["informationUri"] = COROLINT_URL;
    return {{"$schema",
             "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/"
             "sarif-schema-2.1.0.json"},
            {"version", "2.1.0"},
            {"runs", {std::move(Run)}}};
  }

private:
  void addRule(StringRef Name, StringRef Summary) {
    std::string Page;
    for (const EmbeddedFile *Each = CheckPages; Each->Name; ++Each)
      if (Name == Each->Name)
        Page = Each->Text;
    std::string Short = Summary.str() + ".";
    Short.front() = toUpper(Short.front());
    std::string Pascal;
    SmallVector<StringRef, 8> Words;
    Name.split(Words, '-');
    for (StringRef Word : Words)
      Pascal += (Twine(toUpper(Word.front())) + Word.drop_front()).str();
    Indices.try_emplace(Name, Indices.size());
    Rules.push_back(
        {{"id", Name.str()},
         {"name", Pascal},
         {"shortDescription", {{"text", Short}}},
         {"fullDescription", {{"text", Page.empty() ? Short : firstParagraph(Page)}}},
         {"help",
          {{"text", Page.empty() ? Short : Page},
           {"markdown", Page.empty() ? Short : Page}}},
         {"defaultConfiguration", {{"level", "warning"}}},
         {"properties", {{"tags", {"async", "coroutines", "correctness"}}}}});
    if (std::string Address = pageAddress(Name); !Page.empty() && !Address.empty())
      Rules.back()["helpUri"] = Address;
  }

  /// The column of byte \p Column of a line, in UTF-16 code units.
  unsigned column(const Place &At) {
    StringRef Before = Text.line(At.File, At.Line).take_front(At.Column - 1);
    SmallVector<UTF16, 128> Units;
    if (!convertUTF8ToUTF16String(json::isUTF8(Before) ? Before.str() : json::fixUTF8(Before),
                                  Units))
      return At.Column;
    return Units.size() + 1;
  }

  Json region(const Place &From, const Place &To) {
    Json Region = {{"startLine", From.Line}, {"startColumn", column(From)}};
    if (To.Line > From.Line || To.Column > From.Column) {
      Region["endLine"] = To.Line;
      Region["endColumn"] = column(To);
    }
    return Region;
  }

  Json artifact(const std::string &File) {
    if (!isInside(File, Of.Root))
      return {{"uri", "file://" + uriPath(File)}};
    return {{"uri", uriPath(relativeTo(File, Of.Root))}, {"uriBaseId", RootId}};
  }

  Json location(const Place &From, const Place &To) {
    Json Region = region(From, To);
    // The file may be another than when it was analysed.
    StringRef Shown = From.Line == To.Line && To.Column > From.Column
                          ? Text.line(From.File, From.Line).slice(From.Column - 1, To.Column - 1)
                          : "";
    if (!Shown.empty())
      Region["snippet"] = {{"text", Shown.str()}};
    return {{"physicalLocation",
             {{"artifactLocation", artifact(From.File)}, {"region", std::move(Region)}}}};
  }

  Json withMessage(Json Location, const std::string &Message) {
    Location["message"] = {{"text", Message}};
    return Location;
  }

  /// From the finding along its notes, which stand in the order in which things happen.
  Json codeFlow(const Finding &Each) {
    Json Steps = Json::array();
    auto Step = [&](Json Location, const char *Importance) {
      Steps.push_back({{"location", std::move(Location)},
                       {"executionOrder", Steps.size() + 1},
                       {"importance", Importance}});
    };
    Step(withMessage(location(Each.At, Each.End), Each.Message), "essential");
    for (const Note *Then : pathOf(Each))
      Step(withMessage(location(Then->At, Then->At), Then->Message), "important");
    return {{"threadFlows", {{{"locations", std::move(Steps)}}}}};
  }

  Json fix(const Fix &Way, const Finding &Each) {
    Json Changes = Json::array();
    for (auto Change = Way.Edits.begin(); Change != Way.Edits.end();) {
      const std::string &File = Change->File;
      Json Replacements = Json::array();
      for (; Change != Way.Edits.end() && Change->File == File; ++Change)
        Replacements.push_back({{"deletedRegion", deleted(*Change)},
                                {"insertedContent", {{"text", Change->Text}}}});
      Changes.push_back(
          {{"artifactLocation", artifact(File)}, {"replacements", std::move(Replacements)}});
    }
    return {{"description",
             {{"text", Way.Description.empty() ? "Repair: " + Each.Message : Way.Description}}},
            {"artifactChanges", std::move(Changes)}};
  }

  Json deleted(const Edit &Change) {
    auto At = [&](unsigned Offset) {
      Place Result{Change.File, Offset};
      std::tie(Result.Line, Result.Column) = Text.position(Change.File, Offset);
      return Result;
    };
    Place From = At(Change.Offset), To = At(Change.Offset + Change.Length);
    // An insertion is an empty region; without an end it would be the rest of the line.
    return {{"startLine", From.Line},
            {"startColumn", column(From)},
            {"endLine", To.Line},
            {"endColumn", column(To)}};
  }

  Json resultOf(const Finding &Each) {
    Json Location = location(Each.At, Each.End);
    if (!Each.Function.empty())
      Location["logicalLocations"] = {
          {{"fullyQualifiedName", Each.Function}, {"kind", "function"}}};
    Json Result = {{"ruleId", Each.Check},
                   {"ruleIndex", Indices.lookup(Each.Check)},
                   {"level", levelOf(Each.Severity)},
                   {"message", {{"text", Each.Message}}},
                   {"locations", {std::move(Location)}},
                   {"partialFingerprints",
                    {{"corolint/v2", Each.Fingerprint},
                     {"primaryLocationLineHash", Each.Fingerprint.substr(16) + ":1"}}}};
    if (!pathOf(Each).empty())
      Result["codeFlows"] = {codeFlow(Each)};
    if (!Each.Notes.empty()) {
      Json Related = Json::array();
      for (const Note &Then : Each.Notes) {
        Related.push_back(withMessage(location(Then.At, Then.At), Then.Message));
        Related.back()["id"] = Related.size();
      }
      Result["relatedLocations"] = std::move(Related);
    }
    for (const Fix &Way : Each.Fixes)
      if (!Way.Edits.empty())
        Result["fixes"].push_back(fix(Way, Each));
    Json Suppressions = Json::array();
    if (Each.SilencedBy != Silence::None) {
      Json Suppression = {
          {"kind", Each.SilencedBy == Silence::Comment ? "inSource" : "external"},
          {"status", "accepted"}};
      if (Each.SilencedBy == Silence::Baseline)
        Suppression["justification"] = "in the baseline";
      else if (!Each.Reason.empty())
        Suppression["justification"] = Each.Reason;
      Suppressions.push_back(std::move(Suppression));
    }
    Result["suppressions"] = std::move(Suppressions);
    if (Of.HasBaseline)
      Result["baselineState"] = Each.SilencedBy == Silence::Baseline ? "unchanged" : "new";
    return Result;
  }

  /// What the baseline has and is found no more.
  Json resultOf(const BaselineEntry &Each) {
    Json Result = {
        {"ruleId", Each.Check},
        {"level", "none"},
        {"message", {{"text", Each.Message}}},
        {"locations",
         {{{"physicalLocation",
            {{"artifactLocation", {{"uri", uriPath(Each.File)}, {"uriBaseId", RootId}}}}}}}},
        {"partialFingerprints", {{"corolint/v2", Each.Fingerprint}}},
        {"suppressions", Json::array()},
        {"baselineState", "absent"}};
    if (auto Index = Indices.find(Each.Check); Index != Indices.end())
      Result["ruleIndex"] = Index->second;
    return Result;
  }

  Json invocation() {
    Json Notifications = Json::array();
    bool Successful = true;
    for (size_t I = 0; I < Of.Units.size(); ++I) {
      const UnitResult &Result = Of.Results[I];
      if (Result.Status == UnitStatus::Analysed)
        continue;
      Successful &= Result.Status == UnitStatus::Partial;
      Notifications.push_back(
          {{"level", Result.Status == UnitStatus::Partial ? "warning" : "error"},
           {"message", {{"text", Result.Reason}}},
           {"locations",
            {{{"physicalLocation", {{"artifactLocation", artifact(Of.Units[I].File)}}}}}}});
    }
    return {{"executionSuccessful", Successful},
            {"toolExecutionNotifications", std::move(Notifications)}};
  }

  const Report &Of;
  SourceText Text;
  Json Rules = Json::array();
  StringMap<unsigned> Indices;
};

} // namespace

void writeSarif(const Report &Of, raw_ostream &Out, const ReportStyle &) {
  Out << Writer(Of).document().dump(1, ' ', false, Json::error_handler_t::replace) << '\n';
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/project/Paths.h"
#include "tool/report/Report.h"
#include "tool/report/Xml.h"
#include "llvm/Support/Format.h"
#include <map>

using namespace llvm;

namespace corolint {
namespace {

/// The cases of one file.
struct Suite {
  unsigned Cases = 0, Failures = 0, Errors = 0;
  double Seconds = 0;
  std::string Body;
};

std::string describe(const Finding &Each, const std::string &Root) {
  std::string Text;
  auto Line = [&](const Place &At, StringRef Severity, StringRef Message) {
    Text += (relativeTo(At.File, Root) + ":" + Twine(At.Line) + ":" + Twine(At.Column) + ": " +
             Severity + ": " + Message + "\n")
                .str();
  };
  Line(Each.At, levelName(Each.Severity), Each.Message);
  for (const Note &Then : Each.Notes)
    Line(Then.At, "note", Then.Message);
  return Text;
}

std::string seconds(double Time) {
  std::string Text;
  raw_string_ostream(Text) << format("%.3f", Time);
  return Text;
}

void addCase(Suite &To, const std::string &File, StringRef Name, StringRef Content) {
  ++To.Cases;
  raw_string_ostream(To.Body) << "    <testcase classname=\"" << xml(File) << "\" name=\""
                              << xml(Name) << "\" file=\"" << xml(File) << "\">" << Content
                              << "</testcase>\n";
}

} // namespace

void writeJunit(const Report &Of, raw_ostream &Out, const ReportStyle &) {
  std::map<std::string, Suite> Suites;
  std::map<std::string, unsigned> Named;
  for (const Finding &Each : Of.Findings) {
    std::string File = relativeTo(Each.At.File, Of.Root);
    // A test's name says from one run to the next which it is; lines move.
    std::string Name = Each.Check + (Each.Function.empty() ? "" : " in " + Each.Function);
    if (unsigned Before = Named[File + '\0' + Name]++)
      Name += " #" + std::to_string(Before + 1);
    std::string Text = xml(describe(Each, Of.Root));
    // A remark is no reason to fail.
    bool Fails = Each.Severity != Level::Remark;
    Suites[File].Failures += Fails;
    addCase(Suites[File], File, Name,
            Fails ? "<failure type=\"" + xml(Each.Check) + "\" message=\"" + xml(Each.Message) +
                        "\">" + Text + "</failure>"
                  : "<system-out>" + Text + "</system-out>");
  }
  for (size_t I = 0; I < Of.Units.size(); ++I) {
    const UnitResult &Result = Of.Results[I];
    std::string File = relativeTo(Of.Units[I].File, Of.Root);
    Suite &To = Suites[File];
    To.Seconds += Result.Seconds;
    if (Result.Status != UnitStatus::Analysed) {
      ++To.Errors;
      addCase(To, File, "analysis",
              "<error type=\"" + std::string(statusName(Result.Status)) + "\" message=\"" +
                  xml(Result.Reason) + "\"/>");
    } else if (To.Cases == 0) {
      addCase(To, File, "analysis", "");
    }
  }
  Suite All;
  for (const auto &[File, Each] : Suites) {
    All.Cases += Each.Cases;
    All.Failures += Each.Failures;
    All.Errors += Each.Errors;
    All.Seconds += Each.Seconds;
  }
  auto Counts = [](const Suite &Each) {
    return "tests=\"" + std::to_string(Each.Cases) + "\" failures=\"" +
           std::to_string(Each.Failures) + "\" errors=\"" + std::to_string(Each.Errors) +
           "\" time=\"" + seconds(Each.Seconds) + "\"";
  };
  Out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"corolint\" "
      << Counts(All) << ">\n";
  for (const auto &[File, Each] : Suites)
    Out << "  <testsuite name=\"" << xml(File) << "\" " << Counts(Each) << ">\n"
        << Each.Body << "  </testsuite>\n";
  Out << "</testsuites>\n";
}

} // namespace corolint

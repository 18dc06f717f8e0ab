// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/Report.h"
#include "clang/Tooling/DiagnosticsYaml.h"
#include "clang/Tooling/ReplacementsYaml.h"

using namespace clang::tooling;

namespace corolint {
namespace {

DiagnosticMessage messageAt(const Place &At, const std::string &Text) {
  DiagnosticMessage Message(Text);
  Message.FilePath = At.File;
  Message.FileOffset = At.Offset;
  return Message;
}

Diagnostic diagnosticOf(const Finding &Each) {
  static constexpr Diagnostic::Level Levels[] = {Diagnostic::Remark, Diagnostic::Warning,
                                                 Diagnostic::Error};
  Diagnostic Result(Each.Check, Levels[static_cast<int>(Each.Severity)], /*BuildDirectory=*/"");
  Result.Message = messageAt(Each.At, Each.Message);
  if (Each.End.Offset > Each.At.Offset) {
    FileByteRange Range;
    Range.FilePath = Each.At.File;
    Range.FileOffset = Each.At.Offset;
    Range.Length = Each.End.Offset - Each.At.Offset;
    Result.Message.Ranges.push_back(Range);
  }
  for (const Note &Then : Each.Notes)
    Result.Notes.push_back(messageAt(Then.At, Then.Message));
  for (const Fix &Of : Each.Fixes)
    if (Of.Safe && Result.Message.Fix.empty())
      for (const Edit &Change : Of.Edits)
        // The edits of one fix do not overlap.
        llvm::cantFail(Result.Message.Fix[Change.File].add(
            Replacement(Change.File, Change.Offset, Change.Length, Change.Text)));
  return Result;
}

} // namespace

void writeFixes(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &) {
  TranslationUnitDiagnostics Document;
  Document.MainSourceFile = Of.Units.size() == 1 ? Of.Units.front().File : "";
  for (const Finding &Each : Of.Findings)
    Document.Diagnostics.push_back(diagnosticOf(Each));
  llvm::yaml::Output Yaml(Out);
  Yaml << Document;
}

} // namespace corolint

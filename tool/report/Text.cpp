// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/LlvmVersions.h"
#include "tool/project/Paths.h"
#include "tool/report/Report.h"
#include "clang/Basic/DiagnosticIDs.h"
#include "clang/Basic/DiagnosticOptions.h"
#include "clang/Basic/FileManager.h"
#include "clang/Basic/LangOptions.h"
#include "clang/Basic/SourceManager.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"

using namespace clang;

namespace corolint {
namespace {

/// Prints through clang's own printer, so that source lines, carets, ranges, fix-its and colours
/// look as users know them.
class Printer {
public:
  Printer(llvm::raw_ostream &Out, const ReportStyle &Style)
      : Brief(Style.Brief), Out(Out), Files(FileSystemOptions()), Consumer(Out, Options),
        Engine(diagnosticIds(), Options, &Consumer, /*ShouldOwnClient=*/false),
        Sources(Engine, Files) {
    Options->ShowColors = Style.Colours;
    Options->ShowCarets = !Brief;
    Options->SnippetLineLimit = 1;
    Consumer.BeginSourceFile(Language, /*PP=*/nullptr);
  }

  void print(const Finding &Each) {
    static constexpr DiagnosticsEngine::Level Levels[] = {
        DiagnosticsEngine::Remark, DiagnosticsEngine::Warning, DiagnosticsEngine::Error};
    DiagnosticsEngine::Level Severity = Levels[static_cast<int>(Each.Severity)];
    const Fix *Safe = nullptr;
    for (const Fix &Of : Each.Fixes)
      if (Of.Safe)
        Safe = &Of;
    emit(Severity, Each.At, Each.End.Offset - Each.At.Offset,
         Each.Message + " [" + Each.Check + "]", Safe);
    if (Brief)
      return;
    for (const Note &Of : Each.Notes) {
      const Fix *Suggested = nullptr;
      for (const Fix &Candidate : Each.Fixes)
        if (!Candidate.Safe && Candidate.Description == Of.Message)
          Suggested = &Candidate;
      emit(DiagnosticsEngine::Note, Of.At, 0, Of.Message, Suggested);
    }
  }

private:
  SourceLocation location(const std::string &File, unsigned Offset) {
    OptionalFileEntryRef Entry = Files.getOptionalFileRef(relativeTo(File, WorkingDirectory));
    if (!Entry)
      return {};
    FileID Id = Sources.getOrCreateFileID(*Entry, SrcMgr::C_User);
    // The file may be shorter than when it was analysed.
    unsigned Size = Sources.getBufferData(Id).size();
    return Sources.getLocForStartOfFile(Id).getLocWithOffset(std::min(Offset, Size));
  }

  void emit(DiagnosticsEngine::Level Severity, const Place &At, unsigned Length,
            const std::string &Message, const Fix *Shown) {
    SourceLocation Start = location(At.File, At.Offset);
    // There is nothing to show of a file that is gone.
    if (Start.isInvalid()) {
      static constexpr llvm::StringRef Names[] = {"", "note", "remark", "warning", "error"};
      Out << relativeTo(At.File, WorkingDirectory) << ':' << At.Line << ':' << At.Column << ": "
          << Names[Severity] << ": " << Message << '\n';
      return;
    }
    // The message is an argument: a '%' in it is no format.
    auto Diagnostic = Engine.Report(Start, Engine.getDiagnosticIDs()->getCustomDiagID(
                                               static_cast<DiagnosticIDs::Level>(Severity), "%0"))
                      << Message;
    if (Length)
      Diagnostic << CharSourceRange::getCharRange(Start, location(At.File, At.Offset + Length));
    if (!Shown)
      return;
    for (const Edit &Change : Shown->Edits) {
      SourceLocation Begin = location(Change.File, Change.Offset);
      // Only what changes the line shown is shown; clang would give the line the number of another.
      if (Change.File != At.File || Sources.getSpellingLineNumber(Begin) != At.Line)
        continue;
      Diagnostic << FixItHint::CreateReplacement(
          CharSourceRange::getCharRange(Begin, Begin.getLocWithOffset(Change.Length)), Change.Text);
    }
  }

  bool Brief;
  llvm::raw_ostream &Out;
  LangOptions Language;
  SharedDiagnosticOptions Options;
  FileManager Files;
  TextDiagnosticPrinter Consumer;
  DiagnosticsEngine Engine;
  SourceManager Sources;
  const std::string WorkingDirectory = realPath(".");
};

} // namespace

void writeText(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &Style) {
  Out.enable_colors(Style.Colours); // A string, as a file, has none of itself.
  Printer Print(Out, Style);
  for (const Finding &Each : Of.Findings)
    Print.print(Each);
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/AnalyzeUnit.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyModule.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include "tool/engine/ProjectCode.h"
#include "tool/findings/SourceText.h"

using namespace clang;
using namespace clang::tidy;
using namespace llvm;

namespace corolint {
namespace {

/// The extent of a function's definition.
struct FunctionExtent {
  std::string File;
  unsigned Begin, End;
  std::string Name;
};

/// Finds the extents of the functions in the unit's own code.
class ExtentFinder : public RecursiveASTVisitor<ExtentFinder> {
public:
  ExtentFinder(const SourceManager &Sources, std::vector<FunctionExtent> &Extents)
      : Sources(Sources), Extents(Extents) {}
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (!Function->doesThisDeclarationHaveABody() || !Function->getDeclName())
      return true;
    SourceRange Range = Function->getSourceRange();
    auto [File, Begin] = Sources.getDecomposedExpansionLoc(Range.getBegin());
    auto [EndFile, End] = Sources.getDecomposedExpansionLoc(Range.getEnd());
    if (File == EndFile)
      if (OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(File))
        Extents.push_back({Entry->getName().str(), Begin, End + 1, Function->getQualifiedNameAsString()});
    return true;
  }

private:
  const SourceManager &Sources;
  std::vector<FunctionExtent> &Extents;
};

/// Passes the unit's own code to the checks.
class CheckConsumer : public ProjectCodeConsumer {
public:
  CheckConsumer(CompilerInstance &Compiler, std::unique_ptr<ASTConsumer> Checks,
                std::vector<FunctionExtent> &Extents)
      : ProjectCodeConsumer(Compiler, std::move(Checks)), Extents(Extents) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    ProjectCodeConsumer::HandleTranslationUnit(Context);
    ExtentFinder Finder(Context.getSourceManager(), Extents);
    Finder.TraverseAST(Context);
  }

private:
  std::vector<FunctionExtent> &Extents;
};

class CheckAction : public ASTFrontendAction {
public:
  CheckAction(ClangTidyContext &Context, bool ParseSystemBodies, std::vector<FunctionExtent> &Extents)
      : Factory(Context), ParseSystemBodies(ParseSystemBodies), Extents(Extents) {}

  bool BeginInvocation(CompilerInstance &Compiler) override {
    Compiler.getDiagnosticOpts().ShowCarets = false; // Else clang counts its diagnostics on standard error.
    return true;
  }

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler, StringRef File) override {
    Compiler.getFrontendOpts().SkipFunctionBodies = !ParseSystemBodies;
    return std::make_unique<CheckConsumer>(Compiler, Factory.createASTConsumer(Compiler, File), Extents);
  }

private:
  ClangTidyASTConsumerFactory Factory;
  bool ParseSystemBodies;
  std::vector<FunctionExtent> &Extents;
};

/// Turns clang-tidy's errors of one unit into findings.
class Converter {
public:
  Converter(const Unit &Of, const std::string &Root, std::vector<FunctionExtent> Extents)
      : Of(Of), Root(Root), Extents(std::move(Extents)) {
    for (FunctionExtent &Extent : this->Extents)
      Extent.File = absolute(Extent.File);
  }

  /// Adds \p Error to \p Result: a finding, a reason why the unit is not analysed in full, or a configuration error.
  void add(const ClangTidyError &Error, UnitResult &Result) {
    StringRef Name = Error.DiagnosticName;
    if (Name == "clang-tidy-config") {
      Result.ConfigurationErrors.push_back(Error.Message.Message);
    } else if (Name.starts_with("clang-diagnostic-")) {
      if (++ParseErrors == 1)
        FirstParseError = describe(Error);
    } else if (std::string File = absolute(Error.Message.FilePath);
               File == Of.File || relativeTo(File, Root) != File) {
      Result.Findings.push_back(finding(Error));
    }
  }

  unsigned ParseErrors = 0;
  std::string FirstParseError;

private:
  std::string absolute(StringRef Path) const {
    if (Path.empty())
      return "";
    SmallString<256> Absolute(Path);
    sys::path::make_absolute(Of.Directory, Absolute);
    sys::path::remove_dots(Absolute, /*remove_dot_dot=*/true);
    return Absolute.str().str();
  }

  std::string describe(const ClangTidyError &Error) {
    if (Error.Message.FilePath.empty())
      return Error.Message.Message;
    Place At = place(Error.Message);
    return relativeTo(At.File, Root) + ":" + std::to_string(At.Line) + ": " + Error.Message.Message;
  }

  Place place(const tooling::DiagnosticMessage &Message) {
    Place At;
    At.File = absolute(Message.FilePath);
    At.Offset = Message.FileOffset;
    std::tie(At.Line, At.Column) = Text.position(At.File, At.Offset);
    return At;
  }

  std::vector<Edit> edits(const StringMap<tooling::Replacements> &Files) const {
    std::vector<Edit> Edits;
    for (const auto &[File, Replacements] : Files)
      for (const tooling::Replacement &Each : Replacements)
        Edits.push_back({absolute(Each.getFilePath()), Each.getOffset(), Each.getLength(),
                         Each.getReplacementText().str()});
    sort(Edits);
    return Edits;
  }

  std::string functionAt(const Place &At) const {
    const FunctionExtent *Innermost = nullptr;
    for (const FunctionExtent &Extent : Extents)
      if (Extent.Begin <= At.Offset && At.Offset < Extent.End && Extent.File == At.File)
        if (!Innermost || Extent.End - Extent.Begin < Innermost->End - Innermost->Begin)
          Innermost = &Extent;
    return Innermost ? Innermost->Name : "";
  }

  Finding finding(const ClangTidyError &Error) {
    Finding Result;
    Result.Check = Error.DiagnosticName;
    Result.Severity = Error.IsWarningAsError || Error.DiagLevel == ClangTidyError::Error ? Level::Error
                      : Error.DiagLevel == ClangTidyError::Remark                       ? Level::Remark
                                                                                        : Level::Warning;
    Result.Message = Error.Message.Message;
    Result.At = place(Error.Message);
    Result.End = Result.At;
    for (const tooling::FileByteRange &Range : Error.Message.Ranges)
      if (Range.FileOffset <= Result.At.Offset && absolute(Range.FilePath) == Result.At.File)
        Result.End.Offset = std::max(Result.End.Offset, Range.FileOffset + Range.Length);
    std::tie(Result.End.Line, Result.End.Column) = Text.position(Result.End.File, Result.End.Offset);
    Result.Function = functionAt(Result.At);
    if (!Error.Message.Fix.empty())
      Result.Fixes.push_back({/*Safe=*/true, "", edits(Error.Message.Fix)});
    for (const tooling::DiagnosticMessage &Each : Error.Notes) {
      Result.Notes.push_back({place(Each), Each.Message});
      if (!Each.Fix.empty())
        Result.Fixes.push_back({/*Safe=*/false, Each.Message, edits(Each.Fix)});
    }
    return Result;
  }

  const Unit &Of;
  const std::string &Root;
  std::vector<FunctionExtent> Extents;
  SourceText Text;
};

/// \p Command with what .clang-tidy adds to and removes from it.
std::vector<std::string> withConfiguredArguments(std::vector<std::string> Command, const ClangTidyOptions &Options,
                                                 StringRef File) {
  if (Options.RemovedArgs)
    erase_if(Command, [&](const std::string &Argument) { return is_contained(*Options.RemovedArgs, Argument); });
  for (auto [Arguments, Position] : {std::pair(Options.ExtraArgsBefore, tooling::ArgumentInsertPosition::BEGIN),
                                     std::pair(Options.ExtraArgs, tooling::ArgumentInsertPosition::END)})
    if (Arguments)
      Command = tooling::getInsertArgumentAdjuster(*Arguments, Position)(Command, File);
  return Command;
}

} // namespace

UnitResult analyzeUnit(const Unit &Of, std::unique_ptr<ClangTidyOptionsProvider> Options,
                       const std::string &Root, bool ParseSystemBodies) {
  UnitResult Result;
  if (!sys::fs::exists(Of.File)) {
    Result.Reason = "the source file does not exist; is the compilation database out of date?";
    return Result;
  }
  if (!sys::fs::is_directory(Of.Directory)) {
    Result.Reason = "the folder '" + Of.Directory + "' that its command runs in does not exist";
    return Result;
  }
  ClangTidyContext Context(std::move(Options));
  Context.setCurrentFile(Of.File);
  Context.setCurrentBuildDirectory(Of.Directory);
  ClangTidyDiagnosticConsumer Diagnostics(Context, /*ExternalDiagEngine=*/nullptr,
                                          /*RemoveIncompatibleErrors=*/false);
  auto EngineOptions = std::make_unique<DiagnosticOptions>();
  DiagnosticsEngine Engine(DiagnosticIDs::create(), *EngineOptions, &Diagnostics, /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(std::move(EngineOptions), &Engine);

  std::vector<FunctionExtent> Extents;
  bool Parsed = runOnUnit(Of, withConfiguredArguments(commandForAnalysis(Of), Context.getOptions(), Of.File),
                          std::make_unique<CheckAction>(Context, ParseSystemBodies, Extents), Diagnostics);

  Converter Convert(Of, Root, std::move(Extents));
  for (const ClangTidyError &Error : Diagnostics.take())
    Convert.add(Error, Result);
  Result.Status = Convert.ParseErrors ? UnitStatus::Partial : Parsed ? UnitStatus::Analysed : UnitStatus::Failed;
  if (Convert.ParseErrors)
    Result.Reason = std::to_string(Convert.ParseErrors) +
                    (Convert.ParseErrors == 1 ? " error: " : " errors; the first: ") + Convert.FirstParseError;
  else if (!Parsed)
    Result.Reason = "clang cannot run this unit's command";
  return Result;
}

} // namespace corolint

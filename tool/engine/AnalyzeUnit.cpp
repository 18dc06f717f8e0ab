// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/AnalyzeUnit.h"
#include "checks/LlvmVersions.h"
#include "checks/knowledge/CoroutineTypes.h"
#include "checks/summary/PackedSummary.h"
#include "checks/summary/SummarySink.h"
#include "clang-tidy/ClangTidy.h"
#include "clang-tidy/ClangTidyModule.h"
#include "tool/engine/ProjectCode.h"
#include "tool/engine/UnitCommand.h"
#include "tool/findings/SourceText.h"
#include "tool/project/Paths.h"
#include "clang/AST/RecursiveASTVisitor.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Lex/Lexer.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"

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

/// Where the definition \p Function ends. Clang does not say so of a coroutine whose body is a
/// `try`: it puts that into a block without a place.
SourceLocation endOf(const FunctionDecl *Function) {
  if (Function->getEndLoc().isValid())
    return Function->getEndLoc();
  const CoroutineBodyStmt *Body = coroutineBody(Function);
  const auto *Block = Body ? dyn_cast<CompoundStmt>(Body->getBody()) : nullptr;
  return Block && !Block->body_empty() ? Block->body_back()->getEndLoc() : SourceLocation();
}

/// Finds the extents of the functions in the unit's own code.
class ExtentFinder : public RecursiveASTVisitor<ExtentFinder> {
public:
  ExtentFinder(const SourceManager &Sources, std::vector<FunctionExtent> &Extents)
      : Sources(Sources), Extents(Extents) {}
  bool VisitFunctionDecl(FunctionDecl *Function) {
    if (!Function->doesThisDeclarationHaveABody() || !Function->getDeclName())
      return true;
    auto [File, Begin] = Sources.getDecomposedExpansionLoc(Function->getBeginLoc());
    auto [EndFile, End] = Sources.getDecomposedExpansionLoc(endOf(Function));
    if (File == EndFile)
      if (OptionalFileEntryRef Entry = Sources.getFileEntryRefForID(File))
        Extents.push_back(
            {Entry->getName().str(), Begin, End + 1, Function->getQualifiedNameAsString()});
    return true;
  }

private:
  const SourceManager &Sources;
  std::vector<FunctionExtent> &Extents;
};

/// What the syntax tree of a unit tells beside its findings.
struct ParsedCode {
  bool Exists = false; ///< Clang came to the end of the unit, with errors or without.
  std::vector<FunctionExtent> Extents;
  std::vector<std::string> Files; ///< Those read that are no system headers, as clang calls them.
  bool OrderMatters = false; ///< It asks for what shared headers define before it includes them.
};

/// What was read and is no system header.
std::vector<std::string> userFiles(const SourceManager &Sources) {
  StringSet<> Files;
  for (unsigned I = 1; I < Sources.local_sloc_entry_size(); ++I) {
    const SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
    if (Entry.isFile() && !SrcMgr::isSystem(Entry.getFile().getFileCharacteristic()))
      if (OptionalFileEntryRef File = Entry.getFile().getContentCache().OrigEntry)
        Files.insert(File->getName());
  }
  std::vector<std::string> Names;
  for (StringRef Name : Files.keys())
    Names.push_back(Name.str());
  return Names;
}

/// Passes the unit's own code to the checks.
class CheckConsumer : public ProjectCodeConsumer {
public:
  CheckConsumer(CompilerInstance &Compiler, std::unique_ptr<ASTConsumer> Checks, ParsedCode &Code)
      : ProjectCodeConsumer(Compiler, std::move(Checks)), Code(Code) {}

  void HandleTranslationUnit(ASTContext &Context) override {
    Code.Exists = true;
    ProjectCodeConsumer::HandleTranslationUnit(Context);
    ExtentFinder Finder(Context.getSourceManager(), Code.Extents);
    Finder.TraverseAST(Context);
    Code.Files = userFiles(Context.getSourceManager());
  }

private:
  ParsedCode &Code;
};

class CheckAction : public ASTFrontendAction {
public:
  CheckAction(ClangTidyContext &Context, const Unit &Of, bool ParseSystemBodies,
              const SharedHeaders *Headers, ParsedCode &Code)
      : Factory(Context), Of(Of), ParseSystemBodies(ParseSystemBodies), Headers(Headers),
        Code(Code) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler, StringRef) override {
    Compiler.getFrontendOpts().SkipFunctionBodies = !ParseSystemBodies;
    // Which functions parsed is to be known behind a header that is missing, too.
    Compiler.getDiagnostics().setFatalsAsError(true);
    if (Headers)
      Compiler.getPreprocessor().addPPCallbacks(
          watchOrder(Compiler.getSourceManager(), Headers->inclusions(), Code.OrderMatters));
    // By clang's name for it, which may be relative to another folder, no .clang-tidy is found.
    return std::make_unique<CheckConsumer>(Compiler, Factory.createASTConsumer(Compiler, Of.File),
                                           Code);
  }

private:
  ClangTidyASTConsumerFactory Factory;
  const Unit &Of;
  bool ParseSystemBodies;
  const SharedHeaders *Headers;
  ParsedCode &Code;
};

/// Collects what clang-tidy does, but for what clang says of the command and not of a place in the
/// source: of options that are another compiler's, it may say much that does not matter.
class UnitDiagnostics : public ClangTidyDiagnosticConsumer {
public:
  explicit UnitDiagnostics(ClangTidyContext &Context)
      : ClangTidyDiagnosticConsumer(Context, /*ExternalDiagEngine=*/nullptr,
                                    /*RemoveIncompatibleErrors=*/false),
        Context(Context) {
    OfChecks = setDiagnosticsEngine(Context, this);
  }

  std::string FirstCommandError;

  /// What a comment suppresses, and the places that the comment may stand at.
  struct Suppressed {
    ClangTidyError Error;
    std::vector<tooling::DiagnosticMessage> Covered;
  };
  std::vector<Suppressed> AllSuppressed;

  void HandleDiagnostic(DiagnosticsEngine::Level Level, const Diagnostic &Info) override {
    if (Level != DiagnosticsEngine::Note)
      OfCommand = Info.getLocation().isInvalid() && Info.getDiags() != OfChecks.get();
    if (!OfCommand)
      return handleDiagnosticOfCode(Level, Info);
    if (Level < DiagnosticsEngine::Error || !FirstCommandError.empty())
      return;
    SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    FirstCommandError = Message.str().str();
  }

private:
  void handleDiagnosticOfCode(DiagnosticsEngine::Level Level, const Diagnostic &Info) {
    if (Level == DiagnosticsEngine::Note) {
      ClangTidyDiagnosticConsumer::HandleDiagnostic(Level, Info);
      if (LastSuppressed && Info.getLocation().isValid() && !AllSuppressed.empty()) {
        ClangTidyError &Of = AllSuppressed.back().Error;
        Of.Notes.push_back(messageOf(Info, Info.getLocation(), Of.DiagnosticName));
      }
      return;
    }
    // Read first: LLVM 19 forgets what it suppresses.
    std::optional<Suppressed> Read;
    if (Info.getLocation().isValid())
      Read = suppressed(Level, Info);
    unsigned Before = Context.getStats().ErrorsIgnoredNOLINT;
    ClangTidyDiagnosticConsumer::HandleDiagnostic(Level, Info);
    LastSuppressed = Context.getStats().ErrorsIgnoredNOLINT != Before;
    if (LastSuppressed && Read)
      AllSuppressed.push_back(std::move(*Read));
  }

  /// What there is to know of \p Info should it be suppressed.
  Suppressed suppressed(DiagnosticsEngine::Level Level, const Diagnostic &Info) const {
    const std::string Check = Context.getCheckName(Info.getID());
    Suppressed New{ClangTidyError(Check,
                                  Level == DiagnosticsEngine::Remark ? ClangTidyError::Remark
                                                                     : ClangTidyError::Warning,
                                  Context.getCurrentBuildDirectory(),
                                  Level == DiagnosticsEngine::Warning &&
                                      Context.treatAsError(Check)),
                   {}};
    New.Error.Message = messageOf(Info, Info.getLocation(), Check);
    addRanges(Info, New.Error.Message);
    // As clang-tidy looks for the comment: where the text stands, then where each macro is used.
    const SourceManager &Sources = Info.getSourceManager();
    for (SourceLocation At = Info.getLocation();;
         At = Sources.getImmediateExpansionRange(At).getBegin()) {
      New.Covered.push_back(messageOf(Info, Sources.getSpellingLoc(At), Check));
      if (!At.isMacroID())
        break;
    }
    return New;
  }

  /// Without the name of \p Check, which clang-tidy writes behind every message, and takes off again.
  static tooling::DiagnosticMessage messageOf(const Diagnostic &Info, SourceLocation At,
                                              StringRef Check) {
    SmallString<128> Message;
    Info.FormatDiagnostic(Message);
    StringRef Text = Message;
    Text.consume_back((" [" + Check + "]").str());
    const SourceManager &Sources = Info.getSourceManager();
    return tooling::DiagnosticMessage(Text, Sources, Sources.getFileLoc(At));
  }

  /// Adds what \p Info underlines to \p To, as clang-tidy does: what a fix removes, too.
  void addRanges(const Diagnostic &Info, tooling::DiagnosticMessage &To) const {
    const SourceManager &Sources = Info.getSourceManager();
    SmallVector<CharSourceRange, 4> Ranges(Info.getRanges());
    for (const FixItHint &Hint : Info.getFixItHints())
      Ranges.push_back(Hint.RemoveRange);
    for (const CharSourceRange &Each : Ranges)
      if (CharSourceRange InFile =
              Each.isValid() ? Lexer::makeFileCharRange(Each, Sources, Context.getLangOpts())
                             : CharSourceRange();
          InFile.isValid())
        To.Ranges.emplace_back(Sources, InFile);
  }

  ClangTidyContext &Context;
  bool LastSuppressed = false;
  std::unique_ptr<DiagnosticsEngine> OfChecks; ///< All that clang itself says comes from another.
  bool OfCommand = false;                      ///< The last message, to which notes belong.
};

/// Turns clang-tidy's errors of one unit into findings.
class Converter {
public:
  Converter(const Unit &Of, const std::string &Root, std::vector<FunctionExtent> Extents)
      : Of(Of), Root(Root), Extents(std::move(Extents)) {
    for (FunctionExtent &Extent : this->Extents)
      Extent.File = nameOf(Extent.File);
  }

  /// Adds \p Errors to \p Result: each a finding, a reason why the unit is not analysed in full, or
  /// a configuration error.
  void add(ArrayRef<ClangTidyError> Errors, UnitResult &Result) {
    for (const ClangTidyError &Error : Errors)
      if (isParseError(Error))
        addParseError(Error);
    for (const ClangTidyError &Error : Errors)
      if (Error.DiagnosticName == "clang-tidy-config")
        Result.ConfigurationErrors.push_back(Error.Message.Message);
      else if (!isParseError(Error) && belongs(Error) && !isInBrokenFunction(Error))
        Result.Findings.push_back(finding(Error));
  }

  /// Adds \p Summary to \p Result, with the names that files have in findings. What runs on an
  /// event loop outside of the project is not its business.
  void add(UnitSummary Summary, UnitResult &Result) {
    if (Summary.empty())
      return;
    std::vector<bool> IsOwn;
    for (std::string &File : Summary.Files) {
      File = nameOf(File);
      IsOwn.push_back(File == Of.File || isInside(File, Root));
    }
    for (FunctionSummary &Function : Summary.Functions)
      Function.OnEventLoop &= Function.Calls.empty() || IsOwn[Function.Calls.front().At.File];
    Result.Summary.Data = pack(Summary);
  }

  /// Adds what a comment suppresses.
  void add(const UnitDiagnostics::Suppressed &Each, UnitResult &Result) {
    if (!belongs(Each.Error))
      return;
    SuppressedFinding Added{finding(Each.Error), {}};
    for (const tooling::DiagnosticMessage &Covered : Each.Covered)
      Added.Covered.push_back(place(Covered));
    Result.Suppressed.push_back(std::move(Added));
  }

  /// Adds the files of the project among \p Files.
  void addFiles(ArrayRef<std::string> Files, UnitResult &Result) {
    for (const std::string &Each : Files)
      if (const std::string &File = nameOf(Each); File == Of.File || isInside(File, Root))
        Result.Files.push_back(File);
    sort(Result.Files);
    Result.Files.erase(llvm::unique(Result.Files), Result.Files.end());
  }

  unsigned ParseErrors = 0;
  std::string FirstParseError;

private:
  static bool isParseError(const ClangTidyError &Error) {
    return StringRef(Error.DiagnosticName).starts_with("clang-diagnostic-");
  }

  void addParseError(const ClangTidyError &Error) {
    if (++ParseErrors == 1)
      FirstParseError = describe(Error);
    if (const FunctionExtent *Function =
            outermostAt(nameOf(Error.Message.FilePath), Error.Message.FileOffset))
      Broken.insert(Function);
  }

  /// Whether \p Error is about a function that did not parse in full: what is missing from its tree
  /// may be what would have made it right.
  bool isInBrokenFunction(const ClangTidyError &Error) {
    return !Broken.empty() &&
           Broken.contains(outermostAt(nameOf(Error.Message.FilePath), Error.Message.FileOffset));
  }

  /// Whether \p Error is about the project's own code.
  bool belongs(const ClangTidyError &Error) {
    const std::string &File = nameOf(Error.Message.FilePath);
    return File == Of.File || isInside(File, Root);
  }

  /// projectPath() of the file that clang calls \p Path; asks the disk once a file.
  const std::string &nameOf(StringRef Path) {
    auto [Entry, IsNew] = Names.try_emplace(Path);
    if (IsNew && !Path.empty())
      Entry->second = projectPath(Path, Of.Directory, Root);
    return Entry->second;
  }

  std::string describe(const ClangTidyError &Error) {
    if (Error.Message.FilePath.empty())
      return Error.Message.Message;
    Place At = place(Error.Message);
    return relativeTo(At.File, Root) + ":" + std::to_string(At.Line) + ": " + Error.Message.Message;
  }

  Place place(const tooling::DiagnosticMessage &Message) {
    Place At;
    At.File = nameOf(Message.FilePath);
    At.Offset = Message.FileOffset;
    std::tie(At.Line, At.Column) = Text.position(At.File, At.Offset);
    return At;
  }

  std::vector<Edit> edits(const StringMap<tooling::Replacements> &Files) {
    std::vector<Edit> Edits;
    for (const auto &[File, Replacements] : Files)
      for (const tooling::Replacement &Each : Replacements) {
        const std::string &Name = nameOf(Each.getFilePath());
        Edits.push_back({Name, Each.getOffset(), Each.getLength(), Each.getReplacementText().str(),
                         Text.hash(Name)});
      }
    sort(Edits);
    return Edits;
  }

  /// The functions around \p Offset of \p File, the innermost first.
  SmallVector<const FunctionExtent *, 4> functionsAt(StringRef File, unsigned Offset) const {
    SmallVector<const FunctionExtent *, 4> Around;
    for (const FunctionExtent &Extent : Extents)
      if (Extent.Begin <= Offset && Offset < Extent.End && Extent.File == File)
        Around.push_back(&Extent);
    sort(Around, [](const FunctionExtent *A, const FunctionExtent *B) {
      return std::pair(A->End - A->Begin, A) < std::pair(B->End - B->Begin, B);
    });
    return Around;
  }

  std::string functionAt(const Place &At) const {
    SmallVector<const FunctionExtent *, 4> Around = functionsAt(At.File, At.Offset);
    return Around.empty() ? "" : Around.front()->Name;
  }

  /// Null outside of functions.
  const FunctionExtent *outermostAt(StringRef File, unsigned Offset) const {
    SmallVector<const FunctionExtent *, 4> Around = functionsAt(File, Offset);
    return Around.empty() ? nullptr : Around.back();
  }

  Finding finding(const ClangTidyError &Error) {
    Finding Result;
    Result.Check = Error.DiagnosticName;
    Result.Severity = Error.IsWarningAsError || Error.DiagLevel == ClangTidyError::Error
                          ? Level::Error
                      : Error.DiagLevel == ClangTidyError::Remark ? Level::Remark
                                                                  : Level::Warning;
    Result.Message = Error.Message.Message;
    Result.At = place(Error.Message);
    Result.Contents = Text.hash(Result.At.File);
    Result.End = Result.At;
    for (const tooling::FileByteRange &Range : Error.Message.Ranges)
      if (Range.FileOffset <= Result.At.Offset && nameOf(Range.FilePath) == Result.At.File)
        Result.End.Offset = std::max(Result.End.Offset, Range.FileOffset + Range.Length);
    std::tie(Result.End.Line, Result.End.Column) =
        Text.position(Result.End.File, Result.End.Offset);
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
  DenseSet<const FunctionExtent *> Broken;
  StringMap<std::string> Names;
  SourceText Text;
};

/// What \p File is encoded in by the mark that it begins with, if that is nothing that clang reads:
/// given such a file as a unit, it crashes. Empty otherwise.
StringRef foreignEncoding(const std::string &File) {
  constexpr size_t LongestMark = 4;
  ErrorOr<std::unique_ptr<MemoryBuffer>> Start =
      MemoryBuffer::getFileSlice(File, LongestMark, /*Offset=*/0);
  StringRef Name = Start ? SrcMgr::ContentCache::getInvalidBOM((*Start)->getBuffer()) : nullptr;
  return Name.split(' ').first; // "UTF-16 (LE)"
}

} // namespace

std::string whyNotAnalysed(const Unit &Of) {
  if (Of.Command.empty())
    return "its command in the compilation database is empty";
  sys::fs::file_status Status;
  if (sys::fs::status(Of.File, Status))
    return "the source file does not exist; is the compilation database out of date?";
  if (!sys::fs::is_regular_file(Status))
    return "it is no ordinary file";
  if (!sys::fs::is_directory(Of.Directory))
    return "the folder '" + Of.Directory + "' that its command runs in does not exist";
  if (StringRef Encoding = foreignEncoding(Of.File); !Encoding.empty())
    return ("it is " + Encoding + "; clang reads UTF-8").str();
  return "";
}

UnitResult analyzeUnit(const Unit &Of, std::unique_ptr<ClangTidyOptionsProvider> Options,
                       const std::string &Root, bool ParseSystemBodies, bool WantsSummary,
                       FilesAsked &Asked, const SharedHeaders *Headers) {
  UnitResult Result;
  // It may have gone since the run began.
  if (Result.Reason = whyNotAnalysed(Of); !Result.Reason.empty())
    return Result;
  ClangTidyContext Context(std::move(Options));
  Context.setCurrentFile(Of.File);
  Context.setCurrentBuildDirectory(Of.Directory);
  UnitDiagnostics Diagnostics(Context);
  ParsedCode Code;
  UnitSummary Summary;
  summaryRoot() = Root;
  if (WantsSummary)
    summarySink() = [&](UnitSummary Of) {
      if (!Of.Functions.empty())
        std::swap(Summary, Of); // What has come before tells of failures alone.
      Summary.addFailures(Of);
    };
  for (CommandUse Use : {CommandUse::Full, CommandUse::Plain})
    if (!Code.Exists)
      runOnUnit(Of, configuredCommand(Of, Context.getOptions(), Use),
                std::make_unique<CheckAction>(Context, Of, ParseSystemBodies, Headers, Code),
                Diagnostics, &Asked, Headers);
  if (Headers)
    for (const auto &File : Headers->asked())
      if (FileAsked &Noted = Asked[File.first()]; Noted.Of < File.second.Of)
        Noted = File.second;

  summarySink() = nullptr;
  summaryRoot().clear();

  Converter Convert(Of, Root, std::move(Code.Extents));
  Convert.add(std::move(Summary), Result);
  Convert.add(Diagnostics.take(), Result);
  for (const UnitDiagnostics::Suppressed &Each : Diagnostics.AllSuppressed)
    Convert.add(Each, Result);
  Convert.addFiles(Code.Files, Result);
  if (!Code.Exists) {
    Result.Reason = "clang cannot run its command: " + Diagnostics.FirstCommandError;
  } else if (Convert.ParseErrors) {
    Result.Status = UnitStatus::Partial;
    Result.Reason = std::to_string(Convert.ParseErrors) +
                    (Convert.ParseErrors == 1 ? " error: " : " errors; the first: ") +
                    Convert.FirstParseError;
  } else if (Code.OrderMatters) {
    Result.Status = UnitStatus::Partial;
    Result.Reason = "it asks for what headers define before it includes them";
  } else {
    Result.Status = UnitStatus::Analysed;
  }
  return Result;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/SharedHeaders.h"
#include "tool/engine/ProjectCode.h"
#include "clang/Basic/Diagnostic.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Serialization/ASTWriter.h"
#include "clang/Serialization/PCHContainerOperations.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Config/llvm-config.h"
#include <map>
#include <set>

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// To read a header for fewer units costs more than it saves: it is written, too, and read in part.
constexpr size_t FewestUnits = 3;

/// Of the \p Units that agree otherwise, chooses those for which sharing saves most, and takes them
/// out.
HeaderChoice chooseOne(std::vector<size_t> &Units, ArrayRef<std::vector<std::string>> HeadersOf) {
  std::map<std::string, size_t> Uses;
  for (size_t I : Units)
    for (const std::string &Header : HeadersOf[I])
      ++Uses[Header];
  std::vector<std::pair<size_t, std::string>> ByUse;
  for (const auto &[Header, Count] : Uses)
    ByUse.push_back({Count, Header});
  sort(ByUse, [](const auto &A, const auto &B) {
    return A.first != B.first ? A.first > B.first : A.second < B.second;
  });

  HeaderChoice Best;
  size_t Saved = 0;
  std::vector<std::string> Headers;
  std::vector<size_t> Left = Units;
  for (const auto &[Count, Header] : ByUse) {
    Headers.push_back(Header);
    erase_if(Left, [&](size_t I) { return !is_contained(HeadersOf[I], Header); });
    if (Left.size() < FewestUnits)
      break;
    if (size_t Saves = (Left.size() - FewestUnits + 1) * Headers.size(); Saves > Saved) {
      Saved = Saves;
      Best = {Headers, Left};
    }
  }
  erase_if(Units, [&](size_t I) { return is_contained(Best.Units, I); });
  sort(Best.Headers);
  return Best;
}

/// Writes the syntax tree to memory, with the bodies that the analysis reads.
class PrecompileAction : public ASTFrontendAction {
public:
  PrecompileAction(std::shared_ptr<PCHBuffer> Buffer, bool &IsOwn, Inclusions &Found)
      : Buffer(Buffer), IsOwn(IsOwn), Found(Found) {}

  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler, StringRef) override {
    Compiler.getFrontendOpts().SkipFunctionBodies = true;
    Compiler.getPreprocessor().addPPCallbacks(
        recordInclusions(Compiler.getSourceManager(), Found));
    return std::make_unique<ProjectCodeConsumer>(
        Compiler, std::make_unique<PCHGenerator>(
                      Compiler.getPreprocessor(), Compiler.getModuleCache(), SharedHeaders::Path,
                      /*isysroot=*/"", Buffer,
#if LLVM_VERSION_MAJOR >= 22
                      Compiler.getCodeGenOpts(),
#endif
                      Compiler.getFrontendOpts().ModuleFileExtensions,
                      /*AllowASTWithErrors=*/false, /*IncludeTimestamps=*/false));
  }

  TranslationUnitKind getTranslationUnitKind() override { return TU_Prefix; }
  bool hasASTFileSupport() const override { return false; }

  void EndSourceFileAction() override {
    const SourceManager &Sources = getCompilerInstance().getSourceManager();
    for (unsigned I = 1; I < Sources.local_sloc_entry_size(); ++I) {
      const SrcMgr::SLocEntry &Entry = Sources.getLocalSLocEntry(I);
      IsOwn |= Entry.isFile() && Entry.getFile().getContentCache().OrigEntry &&
               !SrcMgr::isSystem(Entry.getFile().getFileCharacteristic());
    }
  }

private:
  std::shared_ptr<PCHBuffer> Buffer;
  bool &IsOwn;
  Inclusions &Found;
};

} // namespace

std::vector<HeaderChoice> chooseSharedHeaders(ArrayRef<std::vector<std::string>> HeadersOf,
                                              ArrayRef<std::string> CommandOf) {
  std::map<StringRef, std::vector<size_t>> Groups;
  for (size_t I = 0; I < HeadersOf.size(); ++I)
    if (!HeadersOf[I].empty())
      Groups[CommandOf[I]].push_back(I);
  std::vector<HeaderChoice> Choices;
  for (auto &[Command, Units] : Groups)
    while (Units.size() >= FewestUnits) {
      HeaderChoice Choice = chooseOne(Units, HeadersOf);
      if (Choice.Units.empty())
        break;
      Choices.push_back(std::move(Choice));
    }
  return Choices;
}

std::optional<SharedHeaders> precompile(const Unit &Of, std::vector<std::string> Command,
                                        ArrayRef<std::string> Headers) {
  std::string Text;
  for (const std::string &Header : Headers)
    Text += "#include <" + Header + ">\n";
  auto Buffer = std::make_shared<PCHBuffer>();
  bool IsOwn = false;
  FilesAsked Asked;
  Inclusions Found;
  IgnoringDiagConsumer Ignored;
  auto ReadText = [&](CompilerInvocation &Invocation) {
    FrontendOptions &Options = Invocation.getFrontendOpts();
    InputKind Kind = Options.Inputs.front().getKind();
    Options.Inputs = {FrontendInputFile(MemoryBufferRef(Text, "shared-headers"), Kind)};
    Options.ProgramAction = frontend::GeneratePCH;
    IsOwn |= !Invocation.getPreprocessorOpts().ImplicitPCHInclude.empty();
    // What the command includes before all else is read in the units.
    Invocation.getPreprocessorOpts().Includes.clear();
    Invocation.getPreprocessorOpts().MacroIncludes.clear();
  };
  bool Parsed = runOnUnit(Of, std::move(Command),
                          std::make_unique<PrecompileAction>(Buffer, IsOwn, Found), Ignored,
                          &Asked, /*Headers=*/nullptr, ReadText);
  if (!Parsed || IsOwn || !Buffer->IsComplete)
    return std::nullopt;
  return SharedHeaders(std::string(Buffer->Data.begin(), Buffer->Data.end()), std::move(Asked),
                       std::move(Found));
}

} // namespace corolint

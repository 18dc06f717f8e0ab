// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/ProjectCode.h"
#include "checks/LlvmVersions.h"
#include "tool/engine/AnalyzeUnit.h"
#include "clang/AST/ASTContext.h"
#include "clang/AST/DeclCXX.h"
#include "clang/Frontend/TextDiagnosticPrinter.h"
#include "clang/Lex/PreprocessorOptions.h"
#include "clang/Tooling/Tooling.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/WithColor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

std::vector<std::unique_ptr<ASTConsumer>> listOf(std::unique_ptr<ASTConsumer> Consumer) {
  std::vector<std::unique_ptr<ASTConsumer>> List;
  List.push_back(std::move(Consumer));
  return List;
}

/// Runs one action, and keeps clang from writing files and from printing.
class SilentInvocation : public tooling::FrontendActionFactory {
public:
  SilentInvocation(std::unique_ptr<FrontendAction> Action, const SharedHeaders *Headers,
                   function_ref<void(CompilerInvocation &)> Adapt)
      : Action(std::move(Action)), Headers(Headers), Adapt(Adapt) {}

  bool runInvocation(std::shared_ptr<CompilerInvocation> Invocation, FileManager *Files,
                     std::shared_ptr<PCHContainerOperations> Containers,
                     DiagnosticConsumer *Diagnostics) override {
    Invocation->getDependencyOutputOpts() = DependencyOutputOptions();
    DiagnosticOptions &Options = Invocation->getDiagnosticOpts();
    Options.DiagnosticSerializationFile.clear();
    Options.DiagnosticLogFile.clear();
    Invocation->getFrontendOpts().ShowStats = false;
    Options.ShowCarets = false; // Else clang counts its diagnostics on standard error.
    // A precompiled header of the unit's own comes first, and there can be only one.
    if (std::string &Included = Invocation->getPreprocessorOpts().ImplicitPCHInclude;
        Headers && Included.empty())
      Included = SharedHeaders::Path;
    if (Adapt)
      Adapt(*Invocation);
    return FrontendActionFactory::runInvocation(std::move(Invocation), Files, std::move(Containers),
                                                Diagnostics);
  }

  std::unique_ptr<FrontendAction> create() override { return std::move(Action); }

private:
  std::unique_ptr<FrontendAction> Action;
  const SharedHeaders *Headers;
  function_ref<void(CompilerInvocation &)> Adapt;
};

/// \p Disk, with \p Headers on it.
IntrusiveRefCntPtr<vfs::FileSystem> withHeaders(IntrusiveRefCntPtr<vfs::FileSystem> Disk,
                                                const SharedHeaders &Headers) {
  auto Memory = makeIntrusiveRefCnt<vfs::InMemoryFileSystem>();
  Memory->addFileNoOwn(SharedHeaders::Path, 0,
                       MemoryBufferRef(Headers.data(), SharedHeaders::Path));
  auto Both = makeIntrusiveRefCnt<vfs::OverlayFileSystem>(std::move(Disk));
  Both->pushOverlay(std::move(Memory));
  return Both;
}

using Reader = function_ref<void(ASTContext &)>;

class ReadConsumer : public ASTConsumer {
public:
  explicit ReadConsumer(Reader Read) : Read(Read) {}
  void HandleTranslationUnit(ASTContext &Context) override { Read(Context); }

private:
  Reader Read;
};

class ReadAction : public ASTFrontendAction {
public:
  explicit ReadAction(Reader Read) : Read(Read) {}
  std::unique_ptr<ASTConsumer> CreateASTConsumer(CompilerInstance &Compiler, StringRef) override {
    Compiler.getFrontendOpts().SkipFunctionBodies = true;
    return std::make_unique<ProjectCodeConsumer>(Compiler, std::make_unique<ReadConsumer>(Read));
  }

private:
  Reader Read;
};

} // namespace

ProjectCodeConsumer::ProjectCodeConsumer(CompilerInstance &Compiler,
                                         std::unique_ptr<ASTConsumer> Wrapped)
    : MultiplexConsumer(listOf(std::move(Wrapped))), Sources(Compiler.getSourceManager()),
      HasSharedHeaders(Compiler.getPreprocessorOpts().ImplicitPCHInclude == SharedHeaders::Path) {}

bool ProjectCodeConsumer::shouldSkipFunctionBody(Decl *Declaration) {
  if (!Sources.isInSystemHeader(Sources.getExpansionLoc(Declaration->getLocation())))
    return false;
  const auto *Function = Declaration->getAsFunction();
  if (!Function || isa<CXXDestructorDecl>(Function) ||
      Function->getOverloadedOperator() == OO_Coawait)
    return false;
  const IdentifierInfo *Name = Function->getIdentifier();
  return !Name || !is_contained({"unhandled_exception", "initial_suspend", "final_suspend",
                                 "await_ready", "await_suspend", "await_transform"},
                                Name->getName());
}

void ProjectCodeConsumer::HandleTranslationUnit(ASTContext &Context) {
  std::vector<Decl *> Own;
  const TranslationUnitDecl *Unit = Context.getTranslationUnitDecl();
  // To look at what is precompiled would be to read all of it.
  for (Decl *TopLevel : HasSharedHeaders ? Unit->noload_decls() : Unit->decls())
    if (!Sources.isInSystemHeader(Sources.getExpansionLoc(TopLevel->getLocation())))
      Own.push_back(TopLevel);
  Context.setTraversalScope(Own);
  MultiplexConsumer::HandleTranslationUnit(Context);
}

bool runOnUnit(const Unit &Of, std::vector<std::string> Command,
               std::unique_ptr<FrontendAction> Action, DiagnosticConsumer &Diagnostics,
               FilesAsked *Asked, const SharedHeaders *Headers,
               function_ref<void(CompilerInvocation &)> Adapt) {
  IntrusiveRefCntPtr<vfs::FileSystem> Disk = vfs::createPhysicalFileSystem();
  if (Disk->setCurrentWorkingDirectory(Of.Directory))
    return false;
  if (Asked)
    Disk = recordFiles(std::move(Disk), *Asked);
  if (Headers)
    Disk = withHeaders(std::move(Disk), *Headers);
  auto Files = llvm::makeIntrusiveRefCnt<FileManager>(FileSystemOptions(), Disk);
  SilentInvocation Silent(std::move(Action), Headers, Adapt);
  tooling::ToolInvocation Invocation(std::move(Command), &Silent, Files.get(),
                                     std::make_shared<PCHContainerOperations>());
  Invocation.setDiagnosticConsumer(&Diagnostics);
  return Invocation.run();
}

bool readUnit(const Unit &Of, Reader Read) {
  if (std::string Reason = whyNotAnalysed(Of); !Reason.empty()) {
    WithColor::warning(errs(), "corolint") << Of.File << ": not analysed: " << Reason << '\n';
    return false;
  }
  SharedDiagnosticOptions Options;
  TextDiagnosticPrinter Printer(errs(), Options);
  FilesAsked Unused; // Where they are noted, no pipe is waited for.
  return runOnUnit(Of, commandForAnalysis(Of), std::make_unique<ReadAction>(Read), Printer,
                   &Unused);
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What differs between the versions of LLVM that this is built with, 19 and 22: each in the words of
// the newer. (What tblgen makes of options is read in CommandLine.cpp.)

#pragma once

#include "clang-tidy/ClangTidyDiagnosticConsumer.h"
#include "clang/AST/ASTContext.h"
#include "clang/Basic/Diagnostic.h"
#include "llvm/ADT/STLFunctionalExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

#if LLVM_VERSION_MAJOR < 22
#include "clang-tidy/ClangTidyModuleRegistry.h"
#include "clang/Driver/Options.h"
#else
#include "clang-tidy/ClangTidyModule.h"
#include "clang/Options/Options.h"
#endif

namespace corolint {

/// Options of clang that printers and engines share.
class SharedDiagnosticOptions {
public:
  clang::DiagnosticOptions *operator->() { return &*Options; }
#if LLVM_VERSION_MAJOR < 22
  operator clang::DiagnosticOptions *() { return Options.get(); }
  operator llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions>() { return Options; }

private:
  llvm::IntrusiveRefCntPtr<clang::DiagnosticOptions> Options = new clang::DiagnosticOptions;
#else
  operator clang::DiagnosticOptions &() { return *Options; }

private:
  std::unique_ptr<clang::DiagnosticOptions> Options = std::make_unique<clang::DiagnosticOptions>();
#endif
};

#if LLVM_VERSION_MAJOR < 22

namespace options = clang::driver::options;
using clang::driver::getDriverOptTable;

inline clang::CanQualType canonicalTagType(const clang::ASTContext &Context,
                                           const clang::TagDecl *Tag) {
  return Context.getCanonicalType(Context.getTypeDeclType(Tag));
}

inline llvm::IntrusiveRefCntPtr<clang::DiagnosticIDs> diagnosticIds() {
  return new clang::DiagnosticIDs;
}

/// An engine for \p Context's own diagnostics, which \p Client is told of.
inline std::unique_ptr<clang::DiagnosticsEngine>
setDiagnosticsEngine(clang::tidy::ClangTidyContext &Context, clang::DiagnosticConsumer *Client) {
  auto Engine = std::make_unique<clang::DiagnosticsEngine>(
      diagnosticIds(), new clang::DiagnosticOptions, Client, /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(Engine.get());
  return Engine;
}

/// What \p Ask says of a warning at \p At, which is not told.
inline bool askOfWarning(clang::DiagnosticsEngine &Engine, clang::SourceLocation At,
                         llvm::function_ref<bool(const clang::Diagnostic &)> Ask) {
  // A diagnostic is what an engine is about to tell; so one that nobody listens to.
  clang::DiagnosticsEngine Unheard(diagnosticIds(), new clang::DiagnosticOptions,
                                   new clang::IgnoringDiagConsumer);
  Unheard.setSourceManager(&Engine.getSourceManager());
  clang::DiagnosticBuilder Told = Unheard.Report(
      At, Unheard.getCustomDiagID(clang::DiagnosticsEngine::Warning, "imagined"));
  return Ask(clang::Diagnostic(&Unheard));
}

/// Those that .clang-tidy removes from commands; it cannot do so yet.
inline std::vector<std::string> removedArguments(const clang::tidy::ClangTidyOptions &) {
  return {};
}

inline void makeAbsolute(llvm::StringRef Folder, llvm::SmallVectorImpl<char> &Path) {
  llvm::sys::fs::make_absolute(Folder, Path);
}

#else

namespace options = clang::options;
using clang::getDriverOptTable;

inline clang::CanQualType canonicalTagType(const clang::ASTContext &Context,
                                           const clang::TagDecl *Tag) {
  return Context.getCanonicalTagType(Tag);
}

inline llvm::IntrusiveRefCntPtr<clang::DiagnosticIDs> diagnosticIds() {
  return clang::DiagnosticIDs::create();
}

/// An engine for \p Context's own diagnostics, which \p Client is told of.
inline std::unique_ptr<clang::DiagnosticsEngine>
setDiagnosticsEngine(clang::tidy::ClangTidyContext &Context, clang::DiagnosticConsumer *Client) {
  auto Options = std::make_unique<clang::DiagnosticOptions>();
  auto Engine = std::make_unique<clang::DiagnosticsEngine>(diagnosticIds(), *Options, Client,
                                                           /*ShouldOwnClient=*/false);
  Context.setDiagnosticsEngine(std::move(Options), Engine.get());
  return Engine;
}

/// What \p Ask says of a warning at \p At, which is not told.
inline bool askOfWarning(clang::DiagnosticsEngine &Engine, clang::SourceLocation At,
                         llvm::function_ref<bool(const clang::Diagnostic &)> Ask) {
  const clang::DiagnosticStorage Nothing{};
  return Ask(clang::Diagnostic(&Engine, At, 0, Nothing, ""));
}

/// Those that .clang-tidy removes from commands.
inline std::vector<std::string> removedArguments(const clang::tidy::ClangTidyOptions &Of) {
  return Of.RemovedArgs.value_or(std::vector<std::string>());
}

inline void makeAbsolute(llvm::StringRef Folder, llvm::SmallVectorImpl<char> &Path) {
  llvm::sys::path::make_absolute(Folder, Path);
}

#endif

} // namespace corolint

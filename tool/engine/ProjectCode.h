// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Less parsing: a unit's own code is read in full, system headers only as far as the checks can ask
// about them.

#pragma once

#include "tool/engine/FilesAsked.h"
#include "tool/engine/SharedHeaders.h"
#include "tool/project/Project.h"
#include "clang/Frontend/CompilerInstance.h"
#include "clang/Frontend/FrontendAction.h"
#include "clang/Frontend/MultiplexConsumer.h"

namespace corolint {

/// Wraps a consumer so that it sees the top-level declarations outside of system headers alone.
/// Where the compiler's SkipFunctionBodies is set, bodies of functions in system headers are
/// skipped, but for those by which CoroutineTypes understands a type: destructors and the functions
/// that the language asks a promise or an awaiter for. (Clang itself never skips what is constexpr
/// or has its result type deduced.)
class ProjectCodeConsumer : public clang::MultiplexConsumer {
public:
  ProjectCodeConsumer(clang::CompilerInstance &Compiler,
                      std::unique_ptr<clang::ASTConsumer> Wrapped);
  bool shouldSkipFunctionBody(clang::Decl *Function) override;
  void HandleTranslationUnit(clang::ASTContext &Context) override;

private:
  const clang::SourceManager &Sources;
  const bool HasSharedHeaders; ///< Of which nothing is the project's code.
};

/// Runs \p Action on \p Of with \p Command, in Of's directory, without a trace on the process, and
/// without writing what the command would; what it asks the file system for is noted in \p Asked.
/// With \p Headers the unit is read as if it began with their inclusion. \p Adapt may change what
/// the command says. False if the command cannot be run or the unit has errors.
bool runOnUnit(const Unit &Of, std::vector<std::string> Command,
               std::unique_ptr<clang::FrontendAction> Action,
               clang::DiagnosticConsumer &Diagnostics, FilesAsked *Asked = nullptr,
               const SharedHeaders *Headers = nullptr,
               llvm::function_ref<void(clang::CompilerInvocation &)> Adapt = nullptr);

/// Parses \p Of as it is analysed, and hands its syntax tree to \p Read. What clang says goes to
/// standard error, as does why it cannot be analysed. False then, and as for runOnUnit().
bool readUnit(const Unit &Of, llvm::function_ref<void(clang::ASTContext &)> Read);

} // namespace corolint

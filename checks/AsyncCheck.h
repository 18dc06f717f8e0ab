// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What every check of corolint has: the models, the answers about types, and the options that all
// share.

#pragma once

#include "checks/knowledge/CoroutineTypes.h"
#include "clang-tidy/ClangTidyCheck.h"

namespace corolint {

/// Base of all checks. Options shared by all of them:
///  - async.ModelFiles: further model files, separated by semicolons; relative ones stand beside
///  the working directory.
///  - async.Strict, or NAME.Strict for one check: also report what the strict profile adds. Off by
///  default.
class AsyncCheck : public clang::tidy::ClangTidyCheck {
public:
  AsyncCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);

  bool isLanguageVersionSupported(const clang::LangOptions &Options) const override {
    return Options.CPlusPlus20;
  }
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  /// Tells of annotations that could not be read; a check with work of its own here calls it, too.
  void onEndOfTranslationUnit() override;

protected:
  /// Has check() called for every function definition outside of system headers.
  void matchFunctions(clang::ast_matchers::MatchFinder *Finder);

  /// The function that matchFunctions() found; null for one that is only a template, which its
  /// instances stand for.
  static const clang::FunctionDecl *
  matchedFunction(const clang::ast_matchers::MatchFinder::MatchResult &Result);

  /// Whether \p Function is an instance of a template, or written in one: what is said of its source
  /// need not hold for other instances.
  static bool isInstance(const clang::FunctionDecl *Function);

  const LibraryModels &models() const { return *Models; }

  /// The answers about types for the translation unit of \p Context.
  CoroutineTypes &types(clang::ASTContext &Context);

  /// Whether the strict cases are wanted.
  const bool Strict;

private:
  std::shared_ptr<const LibraryModels> Models;
  std::shared_ptr<CoroutineTypes> Types;
};

/// Splits an option's value at semicolons and commas; spaces around entries do not count.
std::vector<std::string> splitList(llvm::StringRef Value);

/// The models for the option value \p ModelFiles, read once a process. Fails as LibraryModels::load
/// does.
llvm::Expected<std::shared_ptr<const LibraryModels>> modelsFor(llvm::StringRef ModelFiles);

} // namespace corolint

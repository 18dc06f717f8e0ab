// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/blocking/NeededIncludes.h"
#include "checks/knowledge/AsyncTwins.h"

namespace corolint {

/// Finds calls on the event loop of a synchronous function that has an asynchronous twin beside it.
/// Page: docs/checks/async-sync-sibling.md
class SyncSiblingCheck : public AsyncCheck {
public:
  SyncSiblingCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerPPCallbacks(const clang::SourceManager &Sources, clang::Preprocessor *Main,
                           clang::Preprocessor *ModuleExpander) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void judge(const Call &Made, const clang::FunctionDecl *Caller, CoroutineTypes &Types);
  void report(const Call &Made, const AsyncTwin &Twin, const clang::FunctionDecl *Caller,
              CoroutineTypes &Types);

  NeededIncludes Includes;
  /// What the unit makes ready before it uses it; read with the first pair.
  std::optional<llvm::DenseSet<const clang::ValueDecl *>> Readied;
  llvm::DenseSet<clang::SourceLocation> Reported; ///< A template's instances share their places.
};

} // namespace corolint

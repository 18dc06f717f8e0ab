// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/Consumption.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// Finds awaitables kept in local variables that nothing awaits: on no path, or on some path not. Page:
/// docs/checks/async-unawaited-local.md
class UnawaitedLocalCheck : public AsyncCheck {
public:
  UnawaitedLocalCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  bool isReported(const LostAwaitable &Lost, const clang::FunctionDecl *Function,
                  CoroutineTypes &Types) const;
  bool isReportedAtExit(const LostAwaitable &Lost, const clang::FunctionDecl *Function,
                        CoroutineTypes &Types) const;
  void report(const LostAwaitable &Lost, const clang::FunctionDecl *Function,
              clang::ASTContext &Context);

  const bool FindsLost; ///< async-lost-on-throw runs, too, and tells of tasks awaited in turn.
  llvm::DenseSet<clang::SourceLocation> Reported; ///< Instances of templates share places.
};

} // namespace corolint

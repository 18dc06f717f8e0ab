// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/ReturnedTasks.h"

namespace corolint {

/// Finds ordinary functions that return a task while something that it still needs ends at the
/// return: an object that it refers to, a guard, a try block. Page:
/// docs/checks/async-dangling-return.md
class DanglingReturnCheck : public AsyncCheck {
public:
  using AsyncCheck::AsyncCheck;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;

private:
  void reportReferences(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void reportGuards(const clang::FunctionDecl *Function,
                    llvm::ArrayRef<ReturnedTask> Tasks, CoroutineTypes &Types);
  void reportHandlers(const clang::FunctionDecl *Function,
                      llvm::ArrayRef<ReturnedTask> Tasks, CoroutineTypes &Types);
  /// Suggests to make \p Function a coroutine, if that takes no more than to await what it returns.
  void suggestCoroutine(const clang::FunctionDecl *Function, llvm::ArrayRef<ReturnedTask> Tasks,
                        llvm::StringRef Purpose, CoroutineTypes &Types);
  bool isNew(clang::SourceLocation At) { return Reported.insert(At).second; }

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

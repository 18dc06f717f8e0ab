// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/AsyncCheck.h"
#include "checks/flow/StateChanges.h"

namespace corolint {

/// Base of the checks about shared state that other code changes while a coroutine is suspended.
class StateChangeCheck : public AsyncCheck {
public:
  StateChangeCheck(llvm::StringRef Name, clang::tidy::ClangTidyContext *Context);
  void storeOptions(clang::tidy::ClangTidyOptions::OptionMap &Map) override;
  void registerMatchers(clang::ast_matchers::MatchFinder *Finder) override;
  void check(const clang::ast_matchers::MatchFinder::MatchResult &Result) override;
  void onEndOfTranslationUnit() override;

protected:
  /// Looks at one coroutine that is no generator.
  virtual void judge(const clang::FunctionDecl *Function, CoroutineTypes &Types) = 0;
  /// Whether \p Change is seen to be in nobody's order, or may be made at any time for all that is
  /// known and that is enough (AnyOrder): who else calls its function, and when, is for the
  /// program's order to say.
  bool isInNoOrder(const StateChange &Change) const { return AnyOrder || Change.IsIndependent; }
  /// Those of the unit at hand; the checks share them.
  const StateChanges &changes() const { return *Changes; }

private:
  const bool AnyOrder;
  std::shared_ptr<const StateChanges> Changes;
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/flow/LentReferences.h"
#include "checks/flow/StaleIndices.h"
#include "checks/flow/StaleReferences.h"
#include "checks/lifetime/StateChangeCheck.h"

namespace corolint {

/// Finds references, pointers, iterators and views into shared state that are used after a
/// suspension during which other code may end what they refer to, by the coroutine or by what it
/// awaits, indices likewise, and references to the result of an awaited temporary. Page:
/// docs/checks/async-invalidated-reference.md
class InvalidatedReferenceCheck : public StateChangeCheck {
public:
  using StateChangeCheck::StateChangeCheck;

private:
  void judge(const clang::FunctionDecl *Function, CoroutineTypes &Types) override;
  void report(const StaleReference &Stale);
  void reportObject(const StaleObject &Stale);
  void reportLent(const LentReference &Lent);
  void reportIndex(const StaleIndex &Stale);
  void reportThread(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  void reportAwaited(const clang::FunctionDecl *Function, CoroutineTypes &Types);
  /// Other code may make \p Change of \p State.
  void noteChange(const clang::ValueDecl *State, const StateChange &Change);
  void noteSuspensions(llvm::ArrayRef<const clang::CoroutineSuspendExpr *> Crossed);
  /// Whether \p Change is one to speak of: the program's own, and in nobody's order.
  bool isMeant(const StateChange &Change, CoroutineTypes &Types) const;
  /// Whether \p Stale, in \p Function, is one to speak of: what merely adds, or opens what was not
  /// there, may all happen before.
  bool counts(const StaleReference &Stale, const clang::FunctionDecl *Function,
              CoroutineTypes &Types) const;
  /// Whether the additions of \p Stale are seen to go on while \p Function runs.
  bool isAddedMeanwhile(const StaleReference &Stale, const clang::FunctionDecl *Function,
                        CoroutineTypes &Types) const;

  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

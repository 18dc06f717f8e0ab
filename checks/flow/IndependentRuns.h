// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which functions does a unit show to run by themselves, whatever other code is waiting for?

#pragma once

#include "checks/flow/FunctionUses.h"
#include "checks/flow/PassedAnswers.h"
#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// What starts the functions of a unit. Each is looked at once.
class IndependentRuns {
public:
  IndependentRuns(const FunctionUses &Uses, CoroutineTypes &Types) : Uses(Uses), Types(Types) {}

  /// Whether something in the unit has \p Function run, itself or by what calls or awaits it, at a
  /// time that no caller of it waits for: it is a task that is spawned or made to be forgotten, a
  /// callback that somebody keeps, its address is given away, or it overrides a function of a
  /// library, which calls it. False where the unit shows nothing of the kind: who calls it, and
  /// when, is not known.
  bool isSeen(const clang::FunctionDecl *Function) const;

private:
  using Others = llvm::SmallVectorImpl<const clang::FunctionDecl *>;
  /// Whether \p Function is started so itself; where it is not, \p Around gets the functions that
  /// it runs in.
  bool isStarted(const clang::FunctionDecl *Function, Others &Around) const;
  /// Whether \p Use is such a start.
  bool isStart(const FunctionUse &Use, Others &Around) const;
  bool isLambdaStarted(const clang::LambdaExpr *Lambda, const clang::FunctionDecl *Function,
                       Others &Around) const;

  const FunctionUses &Uses;
  CoroutineTypes &Types;
  mutable PassedAnswers<const clang::FunctionDecl *, bool> Answers;
};

} // namespace corolint

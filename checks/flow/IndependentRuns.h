// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which functions does a unit show to run by themselves, whatever other code is waiting for?

#pragma once

#include "checks/flow/FunctionUses.h"
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
  bool isStarted(const clang::FunctionDecl *Function) const;
  /// Whether \p Use is such a start, or stands in what is.
  bool isStart(const FunctionUse &Use) const;
  bool isLambdaSeen(const clang::LambdaExpr *Lambda, const clang::FunctionDecl *Function) const;

  const FunctionUses &Uses;
  CoroutineTypes &Types;
  mutable llvm::DenseMap<const clang::FunctionDecl *, bool> Known; ///< False while being asked.
};

} // namespace corolint

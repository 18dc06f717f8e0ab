// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which awaits end after a time, come what may?

#pragma once

#include "checks/flow/FunctionUses.h"
#include "checks/knowledge/Calls.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// An await that nothing seen gives a time limit.
struct EndlessWait {
  Call Made;                                  ///< What waits.
  const clang::CoawaitExpr *Await = nullptr;  ///< What awaits it, maybe through other calls.
  const clang::Expr *ForEver = nullptr;       ///< The time that is given to it, without an end; null
                                              ///< for a wait for a peer that is given none.
};

/// Answers for one translation unit.
class TimeLimits {
public:
  explicit TimeLimits(CoroutineTypes &Types);

  /// The awaits of \p Function without a limit, in source order: of a peer on a network, by a model,
  /// and of anything that is told to wait until the end of all time. None of a function that times
  /// something itself, or one of whose uses is given a limit.
  std::vector<EndlessWait> endlessWaits(const clang::FunctionDecl *Function) const;

private:
  /// Whether \p Value, before a statement takes it, is given to what limits its time.
  bool isLimited(const clang::Expr *Value) const;
  bool limits(const Call &Made, const clang::Expr *Work) const;
  bool timesItself(const clang::FunctionDecl *Function) const;

  CoroutineTypes &Types;
  FunctionUses Uses;
  llvm::DenseSet<const clang::ValueDecl *> Timed; ///< Variables and members that are told a time.
};

} // namespace corolint

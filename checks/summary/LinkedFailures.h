// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which of the failures that single units cannot settle do all of them together show?

#pragma once

#include "checks/summary/FunctionSummary.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/DenseMap.h"

namespace corolint {

/// What several units together tell of the failures of tasks.
class LinkedFailures {
public:
  /// Links \p Units, which must outlive it. A function that several define may fail only if it may
  /// in each. Those that only await each other do not fail.
  explicit LinkedFailures(llvm::ArrayRef<const UnitSummary *> Units);

  /// Whether \p Finding is right: a task that it hinges on may fail, or none of the units shows
  /// whether one may and no proof is needed.
  bool isRight(const UnsettledFinding &Finding) const;

  /// Where a task may fail, and in whose unit.
  struct Proof {
    const UnitSummary *Unit = nullptr;
    const TaskFailure *Of = nullptr;
  };
  /// Where one that \p Finding hinges on may fail, or what it awaits, the first first; none where
  /// none is known to.
  std::optional<Proof> proofOf(const UnsettledFinding &Finding) const;

private:
  enum class State { Sound, Unknown, MayFail };
  struct Function {
    llvm::SmallVector<Proof, 1> Definitions;
    State Known = State::Sound;
  };
  State stateOf(uint64_t Key) const;
  State stateOf(const TaskFailure &Definition) const;

  llvm::DenseMap<uint64_t, Function> Functions;
};

} // namespace corolint

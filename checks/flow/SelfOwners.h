// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// May a coroutine see to it that an object which shares itself lives on?

#pragma once

#include "checks/flow/PassedAnswers.h"
#include "checks/flow/References.h"
#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// What functions do with the shared objects that they are called on or given; each is read once.
class SelfOwners {
public:
  explicit SelfOwners(CoroutineTypes &Types) : Types(Types) {}

  /// Whether the argument \p Index (-1: the object) of \p Made is an object that a std::shared_ptr
  /// owns, that \p Reached is, and that can make others owners of it, where the task may do so: it
  /// has a strong reference of its own wherever it uses the object behind a suspension, it gives
  /// the object to somebody, or calls something that may, or is not seen.
  bool mayOwn(const Call &Made, int Index, const Reach &Reached);

private:
  /// Whether \p Function may give its object, or what \p Given is a reference to, to somebody.
  bool handsOn(const clang::FunctionDecl *Function, const clang::ParmVarDecl *Given);

  CoroutineTypes &Types;
  using Subject = std::pair<const clang::FunctionDecl *, const clang::ParmVarDecl *>;
  PassedAnswers<Subject, bool> HandedOn;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Unowned; ///< As unownedUse() has it.
};

} // namespace corolint

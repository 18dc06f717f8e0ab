// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does each mention of a function's own variables do to what is in them?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"
#include "clang/Analysis/CFG.h"
#include <vector>

namespace corolint {

/// A variable, or a part of one: a direct member, or what std::get gives of a variant.
using Place = std::pair<const clang::VarDecl *, const clang::ValueDecl *>;

enum class Doing { Ignores, Uses, Moves, Refills };

/// What one mention of a place does.
struct PlaceMention {
  Place Of;
  Place Spelled;                      ///< As written: perhaps a reference to it.
  const clang::Expr *Named = nullptr; ///< The mention.
  const clang::Stmt *Stands =
      nullptr; ///< What stands for it among conditions: of a capture, the lambda.
  Doing How = Doing::Uses;
  const clang::Stmt *At = nullptr; ///< The expression by which it happens.
  bool IsPlain = false;            ///< A move by std::move or std::forward.
  bool Adds = false;               ///< It refills by adding to what is there.
};

/// Whether moving from a value of \p Type changes it.
bool isEmptiedByMove(clang::QualType Type);

/// The mentions in the body of \p Function of its own places, in source order; those that do
/// nothing are left out. A lambda that is called on the spot does to what it captures by reference
/// what its body does; any other may do anything.
std::vector<PlaceMention> placeMentions(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// The control flow of the body of \p Function without the edges of exceptions; null if there is
/// none.
std::unique_ptr<clang::CFG> flowWithoutExceptions(const clang::FunctionDecl *Function,
                                                  clang::ASTContext &Context);

} // namespace corolint

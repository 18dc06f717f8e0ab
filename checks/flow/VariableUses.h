// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does a function do with the awaitables that its variables hold?

#pragma once

#include "checks/knowledge/Calls.h"
#include "llvm/ADT/MapVector.h"

namespace corolint {

/// What a mention of a variable does with the awaitable in it.
enum class Treatment {
  Ignores, ///< Does nothing: a cast to void.
  Tests,  ///< Asks whether it is there, or how many there are: takes nothing.
  Fills,  ///< Gives the variable another value, or a container one more.
  Awaits, ///< Awaits it where it stands.
  Moves,  ///< Takes it out: moved, returned.
  Shares, ///< Anything else: copies, refers to, captures or hands it on. What becomes of it then is
          ///< not followed.
};

/// One mention of a variable.
struct Mention {
  const clang::DeclRefExpr *Reference = nullptr;
  Treatment How = Treatment::Shares;
  const clang::Expr *At = nullptr;    ///< The expression with which that happens.
  const clang::Expr *Value = nullptr; ///< Of Fills: what it is given; null if that is not known.
  bool AsRvalue = false;              ///< It is turned into an rvalue, as by std::move.
};

/// A variable that holds awaitables.
struct AwaitableVariable {
  const clang::VarDecl *Variable = nullptr;
  /// The part of a structured binding that it is; null for a variable of its own.
  const clang::BindingDecl *Part = nullptr;
  bool IsContainer = false; ///< It holds several, or perhaps none: a container, a std::optional.
  CoroutineType Type;       ///< Of the awaitables.
  llvm::SmallVector<Mention, 4> Mentions; ///< In source order.

  const clang::ValueDecl *declaration() const {
    return Part ? static_cast<const clang::ValueDecl *>(Part) : Variable;
  }
  bool has(Treatment How) const;
};

/// The local variables, parameters and parts of structured bindings of \p Function that hold
/// awaitables (tasks, operations and others), in source order, with every mention that the function
/// evaluates itself; a capture counts as a mention where the lambda is made.
std::vector<AwaitableVariable> awaitableVariables(const clang::FunctionDecl *Function,
                                                  CoroutineTypes &Types);

/// Whether what \p Made calls does nothing with its argument \p Index, which it takes by reference:
/// what is moved there stays where it is. False for virtual functions, of which an overrider may be
/// called, and for bodies that are not seen.
bool ignoresArgument(const Call &Made, unsigned Index);

/// The type of the awaitables that a variable of type \p Type holds by itself or as elements of a
/// standard container, array or std::optional; null if it holds none.
clang::QualType heldAwaitable(clang::QualType Type, CoroutineTypes &Types);

} // namespace corolint

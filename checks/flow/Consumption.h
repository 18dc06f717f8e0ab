// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Is the awaitable in a variable consumed (awaited, moved, handed on) on every path, and is it used again
// after that?

#pragma once

#include "checks/flow/VariableUses.h"
#include "checks/knowledge/MadeAwaitable.h"

namespace corolint {

/// How the awaitable in a variable is lost.
enum class LossForm {
  Never,   ///< Nothing in the function consumes it.
  AtExit,  ///< A way out of the variable's scope misses what consumes it on others.
  OnThrow, ///< Something that may throw is awaited first, and nothing in the variable's scope
           ///< catches that.
};

/// An awaitable, made by its function, that a local variable holds when it goes out of scope.
struct LostAwaitable {
  AwaitableVariable In;
  MadeAwaitable Of;
  LossForm Form = LossForm::Never;
  /// AtExit: the statement that leaves the scope, or the block that ends; OnThrow: the await; null
  /// for Never.
  const clang::Stmt *Where = nullptr;
  bool OnPurpose = false; ///< Never: cast to void, or declared [[maybe_unused]].
  /// Never, AtExit: while it is there the function may await something else; AtExit: before any
  /// exit that loses it.
  bool MeetsAwait = false;
};

/// The awaitables that \p Function loses. A variable that it tests (`if (task)`), and one that is
/// filled later, is only ever lost by Never. Of what is shared with others (captured, referred to,
/// passed on) nothing is said. Variables that C++26 calls placeholders (`_`) are left out: they are
/// discarded values.
std::vector<LostAwaitable> lostAwaitables(const clang::FunctionDecl *Function,
                                          CoroutineTypes &Types);

/// A use of what was consumed before.
struct RepeatedUse {
  AwaitableVariable Of;
  Mention First, Second; ///< The same mention where a loop comes back to it.
};

/// For each local variable and by-value parameter of \p Function that holds an awaitable which can
/// be consumed once: the first use (an await or a move) that some path reaches after another one has
/// consumed it, nothing having filled it since. Variables that are tested are left out, and uses
/// under conditions about the same variable as those of the first.
std::vector<RepeatedUse> usesAfterConsumption(const clang::FunctionDecl *Function,
                                              CoroutineTypes &Types);

} // namespace corolint

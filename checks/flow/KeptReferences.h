// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which objects of a function do the tasks that it returns still refer to?

#pragma once

#include "checks/flow/ReturnedTasks.h"

namespace corolint {

/// A task that an ordinary function returns refers to an object that dies with that function: a
/// local variable or a parameter passed by value.
struct KeptReference {
  ReturnedTask Task;
  const clang::Expr *Argument = nullptr; ///< Where the reference is given; may be the object.
  const clang::VarDecl *Object = nullptr;
  enum UseTime { Runs, Resumed, Awaited } When = Runs; ///< When the task will use it.
  /// The evidence that the task keeps the reference, in the order in which it happens.
  llvm::SmallVector<std::pair<clang::SourceLocation, std::string>, 4> Steps;
};

/// Those of \p Function, which is no coroutine. Only what is sure, or nearly so: a coroutine that
/// is seen to use what it was given, where it has been suspended, through ordinary functions that
/// pass it on; a lazy task made by a function whose body is not seen; the operation of a local
/// object.
std::vector<KeptReference> keptReferences(const clang::FunctionDecl *Function,
                                          CoroutineTypes &Types);

} // namespace corolint

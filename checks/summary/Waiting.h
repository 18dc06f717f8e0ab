// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Does this call keep its thread waiting, as far as the unit shows?

#pragma once

#include "checks/knowledge/Calls.h"

namespace corolint {

enum class Waiting {
  No,      ///< A model says so, or its whole body is seen and calls nothing that could.
  Unknown, ///< Some of what runs is not seen.
  Yes,     ///< A model says so of it, or of something that it calls.
};

/// Whether \p Made waits. A lock, a log line and work of the processor count as no waiting: a
/// function that only looks something up may do all three. The standard library waits where a model
/// says so; other system headers are not looked into, so that it is the same whether their bodies
/// are read or not.
Waiting waitingOf(const Call &Made, CoroutineTypes &Types);

/// Tells of the calls of one unit that are given a task whether they wait for it.
class WaitsForTasks {
public:
  explicit WaitsForTasks(CoroutineTypes &Types) : Types(Types) {}

  /// Whether \p Made, one of whose arguments is the task \p Task, is known to wait until that has
  /// ended, or until there is a place for it: it blocks on some work, by its model or as far as the
  /// unit shows, or gives out what the task yields.
  bool isFor(const Call &Made, const clang::Expr *Task);

private:
  bool waitsInside(const Call &Made);

  CoroutineTypes &Types;
  llvm::DenseMap<const clang::FunctionDecl *, bool> Known; ///< What waitsInside() says of each.
};

} // namespace corolint

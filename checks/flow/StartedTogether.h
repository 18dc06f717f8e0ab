// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which eager tasks does a function start together, and await one after the other, or something
// else in between?

#pragma once

#include "checks/flow/Consumption.h"

namespace corolint {

/// Whether \p Lost, left behind by an await that throws, is left behind by that of another local
/// task which was running beside it and may fail.
bool isLostToSibling(const LostAwaitable &Lost, CoroutineTypes &Types);

/// An await, in a loop over a container of running tasks, of one of them.
struct AwaitInTurn {
  const clang::VarDecl *Container = nullptr;
  const clang::CoawaitExpr *Await = nullptr;
  const clang::Stmt *Loop = nullptr;
};

/// Those of \p Function where a failure leaves the others in the container running with nobody to hear
/// of them: the function filled it with tasks that go on when they are dropped, does nothing else
/// with it, and catches nothing in between.
std::vector<AwaitInTurn> awaitsInTurn(const clang::FunctionDecl *Function, CoroutineTypes &Types);

/// An await of something else in a loop that fills a container with running tasks.
struct AwaitBetweenStarts {
  const clang::VarDecl *Container = nullptr;
  const clang::CoawaitExpr *Await = nullptr;
  const clang::Expr *Fill = nullptr; ///< What adds a task.
};

/// Those of \p Function, one for each container, that may throw while tasks are in the container
/// which go on when they are dropped: nothing catches it in between, and so far nobody else has the
/// tasks. What awaits a turn, a time or a limiter's place is left out.
std::vector<AwaitBetweenStarts> awaitsBetweenStarts(const clang::FunctionDecl *Function,
                                                    CoroutineTypes &Types);

} // namespace corolint

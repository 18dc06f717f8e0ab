// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which eager tasks does a function start together and then await one after the other?

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

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "checks/flow/StaleTests.h"
#include "checks/lifetime/StateChangeCheck.h"

namespace corolint {

/// Finds coroutines that test shared state before a suspension and act on it after that without
/// another test. Page: docs/checks/async-stale-check.md
class StaleCheckCheck : public StateChangeCheck {
public:
  using StateChangeCheck::StateChangeCheck;

private:
  void judge(const clang::FunctionDecl *Function, CoroutineTypes &Types) override;
  llvm::DenseSet<clang::SourceLocation> Reported;
};

} // namespace corolint

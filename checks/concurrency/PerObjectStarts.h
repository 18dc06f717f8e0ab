// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Is a task started once for each object that exists already?

#pragma once

#include "checks/flow/RangeContents.h"
#include "checks/knowledge/Calls.h"

namespace corolint {

/// Tasks that are member functions of objects to which the elements of a range point, by pointers
/// of the language or of shared ownership, so that others may know them; and where that range holds
/// no work, see RangeContents.
class PerObjectStarts {
public:
  explicit PerObjectStarts(CoroutineTypes &Types) : Types(Types), Contents(Types.context()) {}

  /// Whether \p Work, the call that makes a task in a turn of \p Loop, is one of the element of the
  /// turn: `for (auto &session : sessions) tasks.push_back(session->close());`.
  bool isOfElement(const clang::Expr *Work, const clang::Stmt *Loop);

  /// Whether all that the callable does which \p Made, a gather over \p Range, calls once per
  /// element for a task is to make one: `[](auto &session) { return session->close(); }`.
  bool callsElement(const Call &Made, const clang::Expr *Range);

private:
  CoroutineTypes &Types;
  RangeContents Contents;
};

} // namespace corolint

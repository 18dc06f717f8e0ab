// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// May the tasks that a function gives fail, as far as its unit shows?

#pragma once

#include "checks/flow/Failures.h"
#include "checks/summary/Sites.h"

namespace corolint {

/// What other units must know of the tasks that \p Function, which has a body, gives; none where it
/// gives none that keep their failures, where no other unit can call it, and where this one does
/// not show which task it hands on. Its site is in the files of \p Unit.
std::optional<TaskFailure> taskFailure(const clang::FunctionDecl *Function, CoroutineTypes &Types,
                                       UnitSummary &Unit, Sites &Places);

/// What names \p Functions in every unit, as FunctionSummary::Key; 0, which names none, for virtual
/// ones.
std::vector<uint64_t> keysOf(const UnseenTasks &Functions, const clang::SourceManager &Sources);

} // namespace corolint

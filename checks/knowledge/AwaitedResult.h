// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What does awaiting a task yield?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"

namespace corolint {

/// The type of what `co_await` makes of a value of \p Type, as far as its awaiter and its promise
/// tell, templates that nothing instantiated included; null where they do not, or where the promise
/// of the awaiting coroutine may make something else of it.
clang::QualType awaitedResult(const CoroutineType &Type);

/// Whether a value of \p Type can be a condition; null is unknown.
Answer worksAsCondition(clang::QualType Type);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Which files of a translation unit define tests?

#pragma once

#include "checks/knowledge/CoroutineTypes.h"
#include "llvm/ADT/DenseSet.h"

namespace corolint {

/// The files outside of system headers that define a class derived from one of kind `test`, or a
/// variable of static storage of such a class or made of an object of one: what tests are, or what
/// registers them; or a main() that calls what runs them.
/// CoroutineTypes remembers them: ask its isTestCode().
llvm::DenseSet<clang::FileID> testFiles(CoroutineTypes &Types);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// How a call is written with the asynchronous twin of what it calls.

#pragma once

#include "checks/knowledge/AsyncTwins.h"
#include "checks/knowledge/Spellings.h"
#include "clang/Basic/Diagnostic.h"

namespace corolint {

struct AwaitedTwin {
  llvm::SmallVector<clang::FixItHint, 4> Edits; ///< Empty: it cannot be written, or not by rule.
  Spelling Token;              ///< What the edits write behind the arguments; with its headers.
  bool KeepsBehaviour = false; ///< It does the same but for not blocking; else it needs a human's
                               ///< eye.
};

/// The call \p Made in the coroutine \p Caller, changed to await \p Twin. None where co_await may
/// not be written, in macros, where the twin gives something else or tells of its failures in
/// another way, and where nothing is known of a completion token that it needs.
AwaitedTwin awaitedTwin(const Call &Made, const AsyncTwin &Twin, const clang::FunctionDecl *Caller,
                        CoroutineTypes &Types);

} // namespace corolint

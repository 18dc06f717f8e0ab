// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a coroutine's own library offers in place of a blocking call.

#pragma once

#include "checks/knowledge/Spellings.h"

namespace corolint {

struct AwaitedReplacement {
  Spelling Call; ///< Replaces the whole call expression; an empty text: there is none.
  bool KeepsBehaviour =
      false; ///< It does the same but for not blocking; else it needs a human's eye.
};

/// The replacement for the call \p Blocking where it stands: the library's timer for a sleep whose
/// result is not used, its offload form for any other call. None where co_await may not be written,
/// in macros, and for libraries whose models spell neither.
AwaitedReplacement awaitedReplacement(const clang::Expr *Blocking, CoroutineTypes &Types);

} // namespace corolint

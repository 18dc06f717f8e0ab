// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Ctrl-C and its like: what is under way stops at once, what is done is kept, and the process ends
// by that very signal, by which a shell knows that its script is to stop, too.

#pragma once

namespace corolint {

/// While one lives, SIGINT, SIGTERM and SIGHUP end no more than what asks interruption(); one that
/// was ignored stays ignored (nohup).
class Interruption {
public:
  Interruption();
  ~Interruption();
  Interruption(const Interruption &) = delete;
};

/// The signal that came while an Interruption lived; 0 for none.
int interruption();

/// In a process that was forked while an Interruption lived: such signals end it, as ever.
void forgetInterruptions();

/// Ends this process as if \p Signal had.
[[noreturn]] void endBy(int Signal);

} // namespace corolint

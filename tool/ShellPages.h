// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What shells and `man` want to know of the program, made from the tables behind --help.

#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"

namespace corolint {

/// Prints the completions for \p Shell: bash, zsh or fish. False for another.
bool printCompletions(llvm::StringRef Shell, llvm::raw_ostream &Out);

/// Prints the manual page in roff.
void printManual(llvm::raw_ostream &Out);

} // namespace corolint

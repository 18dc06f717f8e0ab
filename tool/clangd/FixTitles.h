// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What a quick fix is called.

#pragma once

#include "llvm/Support/JSON.h"

namespace corolint {

/// Whether the fix that clangd calls \p Title is the one of the finding itself that says \p
/// Message, and so a safe one, and not one of its notes: clangd calls it by what it does, or if
/// that is several things, by the finding's message.
bool isFixOfFinding(llvm::StringRef Title, llvm::StringRef Message);

/// Gives \p Action, a fix for the finding that says \p Message, a title that says what it does if
/// it is called by the message.
void nameByEdits(llvm::json::Object &Action, llvm::StringRef Message);

} // namespace corolint

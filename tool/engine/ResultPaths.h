// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Results that fit wherever the project lies: in a file, names of the project's files are relative to
// its root.

#pragma once

#include "tool/engine/UnitResult.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"

namespace corolint {

/// \p File relative to \p Root where it is inside of it, else as it is; and back.
std::string withoutRoot(llvm::StringRef File, llvm::StringRef Root);
std::string absoluteInRoot(llvm::StringRef File, llvm::StringRef Root);

/// Makes every file that \p Of names one withoutRoot(). Fails if its summary is damaged.
llvm::Error removeRoot(UnitResult &Of, llvm::StringRef Root);

/// Makes every file that \p Of names one absoluteInRoot(), but for those of its summary, which
/// linkProgram() unpacks.
void addRoot(UnitResult &Of, llvm::StringRef Root);

} // namespace corolint

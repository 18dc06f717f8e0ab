// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include <string>

namespace corolint {

/// The file that writing to \p File changes: what links lead to, whether it is there or not.
std::string writtenFile(llvm::StringRef File);

/// Writes \p Text to \p File, whole or not at all: a full disk or a killed run leaves what was
/// there before. Of a link what it names is written, and the link stays. Fails for a file that may
/// not be written, even where its folder may.
llvm::Error writeWhole(llvm::StringRef File, llvm::StringRef Text);

/// Likewise, whatever \p File is: a link, a pipe, or what may not be written, is a file afterwards.
/// Fails for a folder.
llvm::Error replaceWhole(llvm::StringRef File, llvm::StringRef Text);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What do all units together show that none shows alone?

#pragma once

#include "tool/engine/UnitResult.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace corolint {

/// Adds to \p Results the findings whose evidence lies in several of them: calls on an event loop
/// that block, or wait, in what another unit defines; and takes away those of lost failures that
/// cannot be, as other units show. The summaries are used up; files in them may be
/// relative to \p Root. Fails if one is damaged; names the file that it came from if \p Origins,
/// one for each of \p Results, says so.
llvm::Error linkProgram(llvm::MutableArrayRef<UnitResult> Results, llvm::StringRef Root,
                        llvm::ArrayRef<std::string> Origins = {});

} // namespace corolint

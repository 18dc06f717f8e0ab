// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "llvm/ADT/StringRef.h"
#include "llvm/Support/Error.h"
#include "llvm/Support/MemoryBuffer.h"

namespace corolint {

/// Fails with the reason if \p File cannot be read as a whole: it is not there, a folder, or what may
/// never end, such as a pipe or a device.
llvm::Error checkReadable(llvm::StringRef File);

/// The text of \p File, for which checkReadable() holds. Fails with the reason alone; who asks knows
/// what the file was to be.
llvm::Expected<std::unique_ptr<llvm::MemoryBuffer>> readFile(llvm::StringRef File);

} // namespace corolint

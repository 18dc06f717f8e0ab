// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/Support/Error.h"

namespace corolint {

/// What `git` prints with \p Arguments in \p Folder. Fails with the first line of why it does not,
/// and with nothing but that where it ends with another code than 0.
llvm::Expected<std::string> git(llvm::ArrayRef<llvm::StringRef> Arguments,
                                const std::string &Folder);

} // namespace corolint

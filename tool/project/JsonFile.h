// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "llvm/Support/JSON.h"

namespace corolint {

/// \p Text as JSON, whatever bytes stand in its strings. Fails with what is wrong and where; also
/// for what is nested so deep that reading it would overflow the stack.
llvm::Expected<llvm::json::Value> parseJson(llvm::StringRef Text);

/// Likewise, but fails for what is no UTF-8: it may well be damaged, and its text would be printed.
llvm::Expected<llvm::json::Value> parseUtf8Json(llvm::StringRef Text);

/// The file \p File as JSON in UTF-8, for a reader who expects \p What ("a baseline"). Fails with
/// one line that names both.
llvm::Expected<llvm::json::Value> readJsonFile(llvm::StringRef File, llvm::StringRef What);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The list of checks.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// In which profile a check is on; each includes those before it, `all` has every check.
enum class Profile { Recommended, Strict, Performance };

struct CheckInfo {
  llvm::StringLiteral Name;
  Profile In;
  llvm::StringLiteral Summary; ///< One clause, for `corolint list-checks`.
};

/// Every check, in the order of their names.
llvm::ArrayRef<CheckInfo> allChecks();

} // namespace corolint

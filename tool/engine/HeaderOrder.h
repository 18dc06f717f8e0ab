// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Headers that are read before a unit begins define macros which the unit might ask for before it
// includes them: `#ifdef __cpp_lib_span`. Then it means something else with them than without.

#pragma once

#include "clang/Basic/SourceManager.h"
#include "clang/Lex/PPCallbacks.h"
#include <map>
#include <set>

namespace corolint {

/// The files that each file of some headers includes; those that include none, too.
using Inclusions = std::map<llvm::sys::fs::UniqueID, std::set<llvm::sys::fs::UniqueID>>;

/// Notes in \p Found what the preprocessor includes. \p Sources and \p Found must outlive it.
std::unique_ptr<clang::PPCallbacks> recordInclusions(const clang::SourceManager &Sources,
                                                     Inclusions &Found);

/// Sets \p Matters where code that is no system header tests a macro that one of the files
/// \p Before defines, which are read already, before the unit has come to include that file. All
/// three must outlive it.
std::unique_ptr<clang::PPCallbacks> watchOrder(const clang::SourceManager &Sources,
                                               const Inclusions &Before, bool &Matters);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Where is something, for a summary?

#pragma once

#include "checks/summary/FunctionSummary.h"
#include "clang/Basic/SourceManager.h"
#include "llvm/ADT/StringMap.h"

namespace corolint {

/// Makes the sites of one summary, and lists their files there.
class Sites {
public:
  /// Both must outlive it; \p Unit has no files yet.
  Sites(UnitSummary &Unit, const clang::SourceManager &Sources) : Unit(Unit), Sources(Sources) {}
  /// The site of \p At, or of the macro call that it comes from, in the file that was read,
  /// whatever
  /// `#line` says; in no place of the syntax tree.
  Site at(clang::SourceLocation At);

private:
  UnitSummary &Unit;
  const clang::SourceManager &Sources;
  llvm::StringMap<uint32_t> Numbers; ///< Of the files.
};

} // namespace corolint

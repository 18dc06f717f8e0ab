// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The headers that what a fix writes needs.

#pragma once

#include "checks/knowledge/Spellings.h"
#include "clang-tidy/utils/IncludeInserter.h"

namespace corolint {

/// Adds to files the headers that they need. For one check, and one unit.
class NeededIncludes {
public:
  /// \p EachFixAlone: every fix has all that it needs; else what an earlier one adds is there.
  NeededIncludes(clang::tidy::utils::IncludeSorter::IncludeStyle Style, bool EachFixAlone)
      : Inserter(Style, EachFixAlone) {}

  /// To be called before the unit is read, by the check's registerPPCallbacks().
  void registerPreprocessor(clang::Preprocessor *Unit);

  /// Edits that include what \p Spelled needs, and the unit does not include by now, at whatever
  /// depth, in the file of \p At. Of a header with several names that one which there is; the newest
  /// if there is none.
  llvm::SmallVector<clang::FixItHint, 2> add(const Spelling &Spelled, clang::SourceLocation At);

  clang::tidy::utils::IncludeSorter::IncludeStyle style() const { return Inserter.getStyle(); }

private:
  clang::tidy::utils::IncludeInserter Inserter;
  clang::Preprocessor *Unit = nullptr;
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "llvm/ADT/StringRef.h"
#include <algorithm>

namespace corolint {

/// Levels of nesting beyond which nobody writes YAML by hand. LLVM's reader calls itself once a
/// level, so a file of brackets alone would overflow the stack.
inline constexpr size_t DeepestYaml = 500;

/// Whether \p Text may be nested deeper than that; brackets and indentation count wherever they
/// stand.
inline bool isNestedTooDeep(llvm::StringRef Text) {
  size_t Brackets = 0, Deepest = 0;
  while (!Text.empty()) {
    auto [Line, Rest] = Text.split('\n');
    Text = Rest;
    size_t Indentation = std::min(Line.find_first_not_of(" -?:\t"), Line.size());
    for (char C : Line) {
      if (C == '[' || C == '{')
        Deepest = std::max(Deepest, ++Brackets);
      else if ((C == ']' || C == '}') && Brackets)
        --Brackets;
    }
    Deepest = std::max(Deepest, Brackets + Indentation);
  }
  return Deepest > DeepestYaml;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "tool/findings/Finding.h"
#include "llvm/ADT/STLExtras.h"

namespace corolint {

/// The notes of \p Of that lead along what happens: all but those that offer an edit.
inline std::vector<const Note *> pathOf(const Finding &Of) {
  std::vector<const Note *> Path;
  for (const Note &Each : Of.Notes)
    if (llvm::none_of(Of.Fixes, [&](const Fix &Way) { return Way.Description == Each.Message; }))
      Path.push_back(&Each);
  return Path;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "tool/findings/Finding.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringRef.h"

namespace corolint {

/// Whether \p Each, a note of \p Of, goes with an edit.
inline bool offersEdit(const Finding &Of, const Note &Each) {
  return llvm::any_of(Of.Fixes, [&](const Fix &Way) { return Way.Description == Each.Message; });
}

/// Whether \p Each tells of what there is to use or where it is declared: nothing that runs.
inline bool isPointer(const Note &Each) {
  llvm::StringRef Message = Each.Message;
  return Message.starts_with("use instead: ") || Message.ends_with(" is declared here");
}

/// Whether \p Each, a note of \p Of, leads along what happens, to another place. Other notes say
/// what to do about it.
inline bool isStep(const Finding &Of, const Note &Each) {
  return !offersEdit(Of, Each) && !isPointer(Each) &&
         (Each.At.File != Of.At.File || Each.At.Offset != Of.At.Offset);
}

/// The notes of \p Of that are steps.
inline std::vector<const Note *> pathOf(const Finding &Of) {
  std::vector<const Note *> Path;
  for (const Note &Each : Of.Notes)
    if (isStep(Of, Each))
      Path.push_back(&Each);
  return Path;
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Guesses at what a word that is none was meant to be.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// The one of \p Names that \p Word is most likely a slip for; empty if it is another word.
inline llvm::StringRef nearest(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Names) {
  llvm::StringRef Found;
  unsigned Least = Word.size() / 3 + 2;
  for (llvm::StringRef Each : Names)
    if (unsigned Distance = Word.edit_distance(Each); Distance < Least) {
      Least = Distance;
      Found = Each;
    }
  return Found;
}

/// "; did you mean 'NAME'?", or \p Otherwise where nothing is near.
inline std::string didYouMean(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Names,
                              llvm::StringRef Otherwise) {
  llvm::StringRef Found = nearest(Word, Names);
  return Found.empty() ? Otherwise.str() : ("; did you mean '" + Found + "'?").str();
}

} // namespace corolint

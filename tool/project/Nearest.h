// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Guesses at what a word that is none was meant to be.

#pragma once

#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/ADT/StringRef.h"
#include <string>

namespace corolint {

/// The one of \p Names that \p Word is most likely a slip for; empty if it is another word.
inline llvm::StringRef nearest(llvm::StringRef Word, llvm::ArrayRef<llvm::StringRef> Names) {
  llvm::StringRef Found;
  // Of three letters one may be wrong: with another two it is another word.
  unsigned Least = Word.size() < 4 ? 2 : Word.size() / 3 + 2;
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

/// What is said of \p Word, which is no \p Kind ("level"): which of \p Names was meant, if one is
/// near, and all of them. \p Of may say what it was given for (" for fail-on").
inline std::string unknownName(llvm::StringRef Kind, llvm::StringRef Word,
                               llvm::ArrayRef<llvm::StringRef> Names, llvm::StringRef Of = "") {
  return ("unknown " + Kind + " '" + Word + "'" + Of + didYouMean(Word, Names, ";") + " the " +
          Kind + "s are " + llvm::join(Names, ", "))
      .str();
}

} // namespace corolint

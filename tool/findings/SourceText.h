// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "llvm/ADT/StringMap.h"
#include "llvm/Support/MemoryBuffer.h"
#include <memory>
#include <string>
#include <vector>

namespace corolint {

/// The text of source files, read once. A file that cannot be read is empty.
class SourceText {
public:
  /// The whole text of \p File.
  llvm::StringRef of(llvm::StringRef File);
  /// A hash of the text of \p File, and never 0.
  uint64_t hash(llvm::StringRef File);
  /// 1-based line and column (in bytes) of byte \p Offset; offsets behind the end are the end.
  std::pair<unsigned, unsigned> position(llvm::StringRef File, unsigned Offset);
  /// The byte at a 1-based \p Line and \p Column; the end for what is behind it.
  unsigned offset(llvm::StringRef File, unsigned Line, unsigned Column);
  /// The text of the 1-based line \p Line, without its end; empty behind the last.
  llvm::StringRef line(llvm::StringRef File, unsigned Line);
  /// The tokens of what stands at a 1-based \p Line and \p Column, with a zero byte after each and
  /// without comments and white space: of the directive there, or from behind one ';', '{' or '}'
  /// to the next one, which belongs to it. So a statement that is laid out anew stays the same.
  llvm::StringRef statement(llvm::StringRef File, unsigned Line, unsigned Column);

private:
  /// What ends before byte End, and begins where the one before it ends.
  struct Statement {
    unsigned End;
    std::string Tokens;
  };
  struct Loaded {
    std::unique_ptr<llvm::MemoryBuffer> Buffer;
    std::vector<unsigned> LineStarts;
    uint64_t Hash = 0;                 // 0 before it is asked for
    std::vector<Statement> Statements; // in order; none before they are asked for
  };
  Loaded &load(llvm::StringRef File);
  static std::vector<Statement> statementsOf(llvm::StringRef Content);
  llvm::StringMap<Loaded> Files;
};

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The comments that suppress findings, read as clang-tidy reads them.

#pragma once

#include "llvm/ADT/StringRef.h"
#include <string>
#include <vector>

namespace corolint {

struct NolintComment {
  enum class Form { Line, NextLine, Block };
  /// A check, or a glob of checks, that it names.
  struct Name {
    std::string Glob;
    unsigned Offset; ///< In the file.
  };
  Form As;
  unsigned Offset, End; ///< From NOLINT to behind the parenthesis, in bytes of the file.
  unsigned Line;        ///< 1-based; where it stands.
  unsigned FirstLine, LastLine; ///< The lines it covers.
  bool NamesChecks = false;     ///< Without parentheses it is for all checks.
  std::vector<Name> Names;
  std::string Reason; ///< What is written behind it on the line.

  /// Whether it suppresses findings of \p Check in line \p At.
  bool covers(llvm::StringRef Check, unsigned At) const;
};

/// The comments in \p Text, in order. A NOLINTBEGIN without its end covers nothing.
std::vector<NolintComment> nolintComments(llvm::StringRef Text);

} // namespace corolint

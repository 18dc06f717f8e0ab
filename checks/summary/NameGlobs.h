// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#pragma once

#include "clang/AST/Decl.h"
#include "llvm/Support/GlobPattern.h"
#include <deque>
#include <optional>

namespace corolint {

/// Functions by globs (`*`) over their qualified names.
class NameGlobs {
public:
  explicit NameGlobs(llvm::ArrayRef<std::string> Names);
  /// The place in the list of the first glob that matches \p Function's name; none if none does.
  std::optional<size_t> match(const clang::FunctionDecl *Function) const;

private:
  std::deque<std::string> Patterns; ///< Globs refer to them.
  std::vector<std::pair<size_t, llvm::GlobPattern>> Globs; ///< With the place of each in the list.
};

} // namespace corolint

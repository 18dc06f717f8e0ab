// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/NameGlobs.h"

using namespace clang;
using namespace llvm;

namespace corolint {

NameGlobs::NameGlobs(ArrayRef<std::string> Names) {
  for (const std::string &Name : Names) {
    Patterns.push_back(StringRef(Name).starts_with("::") ? Name.substr(2) : Name);
    if (Expected<GlobPattern> Glob = GlobPattern::create(Patterns.back()))
      Globs.push_back({&Name - Names.data(), std::move(*Glob)});
    else
      consumeError(Glob.takeError()); // A malformed glob is told of when the options are read.
  }
}

std::optional<size_t> NameGlobs::match(const FunctionDecl *Function) const {
  if (Globs.empty())
    return std::nullopt;
  std::string Name = Function->getQualifiedNameAsString();
  for (const auto &[Index, Glob] : Globs)
    if (Glob.match(Name))
      return Index;
  return std::nullopt;
}

} // namespace corolint

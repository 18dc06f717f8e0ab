// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/Sites.h"

using namespace clang;

namespace corolint {

Site Sites::at(SourceLocation At) {
  PresumedLoc Place = Sources.getPresumedLoc(Sources.getFileLoc(At), /*UseLineDirectives=*/false);
  if (Place.isInvalid())
    return {};
  auto [Number, IsNew] = Numbers.try_emplace(Place.getFilename(), Unit.Files.size());
  if (IsNew)
    Unit.Files.push_back(Place.getFilename());
  return {Number->second, Place.getLine(), Place.getColumn()};
}

} // namespace corolint

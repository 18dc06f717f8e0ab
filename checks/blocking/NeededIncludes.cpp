// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/blocking/NeededIncludes.h"
#include "clang/Lex/HeaderSearch.h"
#include "clang/Lex/Preprocessor.h"

using namespace clang;
using namespace llvm;

namespace corolint {
namespace {

/// The file that `#include <Header>` would read in \p Unit.
OptionalFileEntryRef find(StringRef Header, Preprocessor &Unit) {
  return Unit.getHeaderSearchInfo().LookupFile(
      Header, SourceLocation(), /*isAngled=*/true, /*FromDir=*/nullptr, /*CurDir=*/nullptr,
      /*Includers=*/{}, /*SearchPath=*/nullptr, /*RelativePath=*/nullptr,
      /*RequestingModule=*/nullptr, /*SuggestedModule=*/nullptr, /*IsMapped=*/nullptr,
      /*IsFrameworkFound=*/nullptr, /*SkipCache=*/false, /*BuildSystemModule=*/false,
      /*OpenFile=*/false);
}

} // namespace

void NeededIncludes::registerPreprocessor(Preprocessor *Of) {
  Inserter.registerPreprocessor(Of);
  Unit = Of;
}

SmallVector<FixItHint, 2> NeededIncludes::add(const Spelling &Spelled, SourceLocation At) {
  SmallVector<FixItHint, 2> Fix;
  for (StringRef Names : Spelled.Headers) {
    SmallVector<StringRef, 2> Versions;
    Names.split(Versions, " | ");
    StringRef Header = Versions.front();
    OptionalFileEntryRef File;
    for (StringRef Version : Versions)
      if ((File = find(Version, *Unit))) {
        Header = Version;
        break;
      }
    // The source manager does not know of what a precompiled preamble has read.
    if (File && Unit->alreadyIncluded(*File))
      continue;
    if (std::optional<FixItHint> Include = Inserter.createIncludeInsertion(
            Unit->getSourceManager().getFileID(At), ("<" + Header + ">").str()))
      Fix.push_back(*Include);
  }
  return Fix;
}

} // namespace corolint

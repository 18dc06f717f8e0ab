// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/ResultPaths.h"
#include "checks/LlvmVersions.h"
#include "checks/summary/PackedSummary.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/STLFunctionalExtras.h"

using namespace llvm;

namespace corolint {
namespace {

using Change = function_ref<void(std::string &)>;

void forEachFile(Finding &Of, Change Do) {
  Do(Of.At.File);
  Do(Of.End.File);
  for (Note &Each : Of.Notes)
    Do(Each.At.File);
  for (Fix &Way : Of.Fixes)
    for (Edit &Each : Way.Edits)
      Do(Each.File);
}

/// All but those of the summary.
void forEachFile(UnitResult &Of, Change Do) {
  for (Finding &Each : Of.Findings)
    forEachFile(Each, Do);
  for (SuppressedFinding &Each : Of.Suppressed) {
    forEachFile(Each.Of, Do);
    for (Place &Covered : Each.Covered)
      Do(Covered.File);
  }
  for (std::string &Each : Of.Files)
    Do(Each);
}

} // namespace

std::string withoutRoot(StringRef File, StringRef Root) { return relativeTo(File, Root); }

std::string absoluteInRoot(StringRef File, StringRef Root) {
  SmallString<256> Absolute(File);
  if (!File.empty())
    makeAbsolute(Root, Absolute);
  return Absolute.str().str();
}

Error removeRoot(UnitResult &Of, StringRef Root) {
  auto Remove = [&](std::string &File) { File = withoutRoot(File, Root); };
  forEachFile(Of, Remove);
  if (Of.Summary.Data.empty())
    return Error::success();
  Expected<UnitSummary> Summary = unpack(Of.Summary.Data);
  if (!Summary)
    return Summary.takeError();
  for (std::string &File : Summary->Files)
    Remove(File);
  Of.Summary.Data = pack(*Summary);
  return Error::success();
}

void addRoot(UnitResult &Of, StringRef Root) {
  forEachFile(Of, [&](std::string &File) { File = absoluteInRoot(File, Root); });
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/KnownFindings.h"
#include "checks/LlvmVersions.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/StringMap.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"

using namespace llvm;

namespace corolint {

std::string fileOf(const BaselineEntry &Entry, const std::string &Root) {
  SmallString<256> File(Entry.File);
  makeAbsolute(Root, File);
  return File.str().str();
}

KnownFindings::KnownFindings(ArrayRef<BaselineEntry> Entries, ArrayRef<Finding> All,
                             const std::string &Root,
                             function_ref<bool(const BaselineEntry &)> IsGone) {
  StringSet<> Prints, Found;
  for (const BaselineEntry &Each : Entries)
    Prints.insert(Each.Fingerprint);
  for (const Finding &Each : All) {
    if (Each.SilencedBy == Silence::Comment)
      continue;
    Found.insert(Each.Fingerprint);
    if (Prints.contains(Each.Fingerprint))
      Known.insert(&Each);
  }
  StringMap<SmallVector<const BaselineEntry *, 1>> Gone;
  for (const BaselineEntry &Each : Entries)
    if (!Found.contains(Each.Fingerprint) && IsGone(Each))
      Gone[codeOf(Each.Fingerprint)].push_back(&Each);
  for (const Finding &Each : All) {
    if (Each.SilencedBy == Silence::Comment || Known.contains(&Each))
      continue;
    auto SameCode = Gone.find(codeOf(Each.Fingerprint));
    if (SameCode == Gone.end())
      continue;
    std::string File = relativeTo(Each.At.File, Root);
    auto Same = find_if(SameCode->second,
                        [&](const BaselineEntry *Entry) { return Entry->File == File; });
    if (Same == SameCode->second.end() && !Each.Function.empty())
      Same = find_if(SameCode->second, [&](const BaselineEntry *Entry) {
        return Entry->Function == Each.Function && !sys::fs::exists(fileOf(*Entry, Root));
      });
    if (Same == SameCode->second.end())
      continue;
    Known.insert(&Each);
    Moved.emplace((*Same)->Fingerprint, entryOf(Each, Root));
    SameCode->second.erase(Same);
  }
  StringSet<> Left;
  for (const auto &SameCode : Gone)
    for (const BaselineEntry *Each : SameCode.second)
      Left.insert(Each->Fingerprint);
  for (const BaselineEntry &Each : Entries)
    if (Left.contains(Each.Fingerprint))
      Stale.push_back(Each);
}

} // namespace corolint

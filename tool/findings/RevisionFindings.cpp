// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/RevisionFindings.h"
#include "tool/findings/Git.h"
#include "tool/project/CacheFolder.h"
#include "tool/project/Paths.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace corolint {
RevisionFindings::RevisionFindings(std::string Folder, const Project &Of,
                                   const Settings &InForce, const std::string &Program)
    : Folder(std::move(Folder)), Of(Of), InForce(InForce), Program(Program) {}

std::string RevisionFindings::conditions() const {
  auto HashOf = [](const std::string &File) { return contentsHash(File).value_or(0); };
  std::string Text;
  raw_string_ostream To(Text);
  To << VersionString << '\0' << HashOf(Program) << '\0' << InForce.Profile.Value << '\0'
     << InForce.Checks.Value << '\0' << InForce.UnusedSuppressions.Value << '\0'
     << relativeTo(realPath(Of.Database), Of.Root);
  for (const std::string &File : InForce.ModelFiles.Value)
    To << '\0' << HashOf(File);
  // A repository may hold several projects.
  if (Expected<std::string> Prefix = git({"rev-parse", "--show-prefix"}, Of.Root))
    To << '\0' << *Prefix;
  else
    consumeError(Prefix.takeError());
  return Text;
}

std::string RevisionFindings::pathOf(StringRef Commit) const {
  if (!Conditions)
    Conditions = conditions();
  return cacheEntry(Folder, cacheKey("revision " + Commit.str() + '\0' + *Conditions));
}

std::optional<std::vector<BaselineEntry>> RevisionFindings::find(StringRef Commit) const {
  std::string Path = pathOf(Commit);
  Expected<std::vector<BaselineEntry>> Entries = readBaseline(Path);
  if (!Entries) {
    consumeError(Entries.takeError()); // Damaged: as if it were not there.
    return std::nullopt;
  }
  markUsed(Path);
  return std::move(*Entries);
}

void RevisionFindings::keep(const Report &Found) const {
  if (any_of(Found.Results,
             [](const UnitResult &Each) { return Each.Status != UnitStatus::Analysed; }))
    return;
  Expected<std::string> Commit = git({"rev-parse", "--verify", "--quiet", "HEAD"}, Of.Root);
  if (!Commit)
    return consumeError(Commit.takeError());
  if (Expected<std::string> Same = git({"diff", "--quiet", "--no-ext-diff", "HEAD", "--"}, Of.Root);
      !Same)
    return consumeError(Same.takeError());
  std::vector<BaselineEntry> Entries;
  for (const std::vector<Finding> *List : {&Found.Findings, &Found.Silenced})
    for (const Finding &Each : *List)
      if (Each.SilencedBy != Silence::Comment)
        Entries.push_back(entryOf(Each, Found.Root));
  // A cache that cannot be written to is of no help, and no harm.
  consumeError(replaceWhole(pathOf(StringRef(*Commit).trim()), baselineText(std::move(Entries))));
}

} // namespace corolint

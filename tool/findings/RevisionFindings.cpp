// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/RevisionFindings.h"
#include "tool/findings/Git.h"
#include "tool/project/Paths.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/MemoryBuffer.h"
#include "llvm/Support/Path.h"
#include "llvm/Support/Process.h"
#include "llvm/Support/xxhash.h"

using namespace llvm;

namespace corolint {
namespace {

std::string hashOf(const std::string &File) {
  ErrorOr<std::unique_ptr<MemoryBuffer>> Buffer =
      MemoryBuffer::getFile(File, /*IsText=*/false, /*RequiresNullTerminator=*/false);
  return Buffer ? utohexstr(xxh3_64bits((*Buffer)->getBuffer())) : "";
}

} // namespace

RevisionFindings::RevisionFindings(std::string Folder, const Project &Of,
                                   const Settings &InForce, const std::string &Program)
    : Folder(std::move(Folder)), Root(Of.Root) {
  raw_string_ostream To(Conditions);
  To << VersionString << '\0' << hashOf(Program) << '\0' << InForce.Profile.Value << '\0'
     << InForce.Checks.Value << '\0' << InForce.UnusedSuppressions.Value << '\0'
     << relativeTo(realPath(Of.Database), Root);
  for (const std::string &File : InForce.ModelFiles.Value)
    To << '\0' << hashOf(File);
  // A repository may hold several projects.
  if (Expected<std::string> Prefix = git({"rev-parse", "--show-prefix"}, Root))
    To << '\0' << *Prefix;
  else
    consumeError(Prefix.takeError());
}

std::string RevisionFindings::pathOf(StringRef Commit) const {
  XXH128_hash_t Hash =
      xxh3_128bits(arrayRefFromStringRef("revision " + Commit.str() + '\0' + Conditions));
  SmallString<256> Path(Folder);
  // What LLVM's pruning takes for an entry.
  sys::path::append(Path, "llvmcache-" + utohexstr(Hash.high64, /*LowerCase=*/true, 16) +
                              utohexstr(Hash.low64, true, 16));
  return Path.str().str();
}

std::optional<std::vector<BaselineEntry>> RevisionFindings::find(StringRef Commit) const {
  std::string Path = pathOf(Commit);
  int Descriptor = 0;
  // Pruning goes by when an entry was last of use.
  if (sys::fs::openFileForWrite(Path, Descriptor, sys::fs::CD_OpenExisting))
    return std::nullopt;
  (void)sys::fs::setLastAccessAndModificationTime(Descriptor, std::chrono::system_clock::now());
  (void)sys::Process::SafelyCloseFileDescriptor(Descriptor);
  Expected<std::vector<BaselineEntry>> Entries = readBaseline(Path);
  if (Entries)
    return std::move(*Entries);
  consumeError(Entries.takeError()); // Damaged: as if it were not there.
  return std::nullopt;
}

void RevisionFindings::keep(const Report &Of) const {
  if (any_of(Of.Results,
             [](const UnitResult &Each) { return Each.Status != UnitStatus::Analysed; }))
    return;
  Expected<std::string> Commit = git({"rev-parse", "--verify", "--quiet", "HEAD"}, Root);
  if (!Commit)
    return consumeError(Commit.takeError());
  if (Expected<std::string> Same = git({"diff", "--quiet", "--no-ext-diff", "HEAD", "--"}, Root);
      !Same)
    return consumeError(Same.takeError());
  std::vector<BaselineEntry> Entries;
  for (const std::vector<Finding> *List : {&Of.Findings, &Of.Silenced})
    for (const Finding &Each : *List)
      if (Each.SilencedBy != Silence::Comment)
        Entries.push_back(entryOf(Each, Of.Root));
  // A cache that cannot be written to is of no help, and no harm.
  consumeError(writeWhole(pathOf(StringRef(*Commit).trim()), baselineText(std::move(Entries))));
}

} // namespace corolint

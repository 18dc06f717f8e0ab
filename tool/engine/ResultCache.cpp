// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/engine/ResultCache.h"
#include "tool/engine/ResultJson.h"
#include "tool/project/CacheFolder.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/StringExtras.h"
#include "llvm/Config/llvm-config.h"
#include "llvm/Support/CachePruning.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <cmath>
#include <sys/stat.h>

using namespace llvm;
using Json = nlohmann::json;

namespace corolint {
namespace {

/// The states of a unit's sources whose results are kept: before and after an edit that is taken
/// back, and those of the branches that are worked on.
constexpr unsigned KeptStates = 4;

int64_t nanoseconds(const timespec &Time) {
  return int64_t(Time.tv_sec) * 1'000'000'000 + Time.tv_nsec;
}

} // namespace

bool dependsOn(FileAsked::Kind Asked, UnitStatus Status) {
  return Asked == FileAsked::Read || (Asked == FileAsked::Absent && Status != UnitStatus::Analysed);
}

Expected<ResultCache> ResultCache::open(const std::string &Folder, const std::string &Program) {
  ResultCache Cache;
  Cache.Folder = Folder;
  std::error_code Problem = sys::fs::create_directories(Folder);
  if (!Problem && !sys::fs::is_directory(Folder))
    Problem = std::make_error_code(std::errc::not_a_directory);
  if (Problem)
    return createStringError(Twine(Folder) + ": cannot make the folder of the cache: " +
                             Problem.message());
  if ((Problem = sys::fs::access(Folder, sys::fs::AccessMode::Write)))
    Cache.WhyReadOnly = Folder + ": cannot write to the cache: " + Problem.message();
  Cache.Program = contentsHash(Program).value_or(0);
  return std::move(Cache);
}

std::string ResultCache::defaultFolder() {
  SmallString<128> Folder;
  if (!sys::path::cache_directory(Folder))
    return "";
  sys::path::append(Folder, "corolint");
  return Folder.str().str();
}

std::string ResultCache::keyOf(const Unit &Of, StringRef Settings) const {
  std::string Text = LLVM_VERSION_STRING;
  raw_string_ostream To(Text);
  To << '\0' << Program << '\0' << Of.File << '\0' << Of.Directory << '\0' << Settings;
  for (const std::string &Argument : Of.Command)
    To << '\0' << Argument;
  return cacheKey(Text);
}

std::optional<ResultCache::Stamp> ResultCache::stampOf(const std::string &Path) {
  struct stat Status;
  if (::stat(Path.c_str(), &Status) != 0)
    return std::nullopt;
#ifdef __APPLE__
  return Stamp{uint64_t(Status.st_size), nanoseconds(Status.st_mtimespec),
               nanoseconds(Status.st_ctimespec)};
#else
  return Stamp{uint64_t(Status.st_size), nanoseconds(Status.st_mtim),
               nanoseconds(Status.st_ctim)};
#endif
}

ResultCache::FileNow &ResultCache::now(const std::string &Path) {
  auto [Entry, IsNew] = Files.try_emplace(Path);
  if (IsNew)
    Entry->second.Found = stampOf(Path);
  return Entry->second;
}

bool ResultCache::isUnchanged(const Json &Asked) {
  for (const Json &Each : Asked) {
    const std::string &Path = Each.at(0).get_ref<const std::string &>();
    FileNow &Now = this->now(Path);
    auto Kind = static_cast<FileAsked::Kind>(Each.at(1).get<int>());
    if (Now.Found.has_value() == (Kind == FileAsked::Absent))
      return false;
    if (Kind != FileAsked::Read)
      continue;
    if (*Now.Found == Stamp{Each.at(2), Each.at(3), Each.at(4)})
      continue;
    if (!Now.Contents)
      Now.Contents = contentsHash(Path);
    if (Now.Contents != Each.at(5).get<uint64_t>())
      return false;
  }
  return true;
}

std::string ResultCache::entryOf(StringRef Key, unsigned Age) const {
  return cacheEntry(Folder, Age == 0 ? Key.str() : (Key + "-" + Twine(Age)).str());
}

void ResultCache::makeRoom(StringRef Key, unsigned Age) const {
  for (; Age != 0; --Age)
    (void)sys::fs::rename(entryOf(Key, Age - 1), entryOf(Key, Age));
}

std::optional<UnitResult> ResultCache::find(StringRef Key, bool WantsRead) {
  for (unsigned Age = 0; Age != KeptStates; ++Age)
    if (std::optional<UnitResult> Found = read(entryOf(Key, Age), WantsRead)) {
      // The next is to push out what has longest been of no use.
      if (Age != 0 && WhyReadOnly.empty()) {
        std::string Aside = entryOf(Key, KeptStates);
        (void)sys::fs::rename(entryOf(Key, Age), Aside);
        makeRoom(Key, Age);
        (void)sys::fs::rename(Aside, entryOf(Key, 0));
      }
      return Found;
    }
  return std::nullopt;
}

std::optional<UnitResult> ResultCache::read(const std::string &Entry, bool WantsRead) {
  std::unique_ptr<MemoryBuffer> Buffer = contentsOf(Entry);
  if (!Buffer)
    return std::nullopt;
  Expected<StringRef> Bytes = unsealed(Buffer->getBuffer(), Entry);
  if (!Bytes) {
    consumeError(Bytes.takeError()); // Damaged: as if it were not there.
    return std::nullopt;
  }
  try {
    Json Kept = Json::from_cbor(Bytes->begin(), Bytes->end());
    if (!isUnchanged(Kept.at("asked")))
      return std::nullopt;
    markUsed(Entry);
    auto Result = Kept.at("result").get<UnitResult>();
    if (WantsRead)
      for (const Json &Each : Kept.at("asked"))
        if (dependsOn(static_cast<FileAsked::Kind>(Each.at(1).get<int>()), Result.Status))
          Result.Read.push_back(Each.at(0));
    return Result;
  } catch (const Json::exception &) {
    return std::nullopt;
  }
}

void ResultCache::store(StringRef Key, const FilesAsked &Asked, const UnitResult &Result) const {
  if (!WhyReadOnly.empty() ||
      (Result.Status != UnitStatus::Analysed && Result.Status != UnitStatus::Partial))
    return;
  Json List = Json::array();
  for (const auto &Each : Asked) {
    std::string Path = Each.first().str();
    const FileAsked &File = Each.second;
    if (File.Of != FileAsked::Read) {
      List.push_back({Path, int(File.Of)});
      continue;
    }
    std::optional<uint64_t> Contents = contentsHash(Path);
    std::optional<Stamp> Now = stampOf(Path);
    if (!Contents || !Now || Now->Size != File.Size || Now->Modified != File.Modified)
      return;
    List.push_back({Path, int(File.Of), Now->Size, Now->Modified, Now->Changed, *Contents});
  }
  std::vector<uint8_t> Bytes = Json::to_cbor({{"asked", std::move(List)}, {"result", Result}});
  makeRoom(Key, KeptStates - 1);
  // A cache that cannot be written to costs time alone.
  consumeError(replaceWhole(entryOf(Key, 0), sealed(toStringRef(Bytes))));
}

Json ResultCache::times() const {
  std::unique_ptr<MemoryBuffer> Buffer = contentsOf(Folder + "/times.json");
  Json Times = Buffer ? Json::parse(Buffer->getBuffer(), nullptr, /*allow_exceptions=*/false)
                      : Json::object();
  return Times.is_object() ? Times : Json::object();
}

void ResultCache::sortLongestFirst(std::vector<size_t> &Which, ArrayRef<Unit> Units) const {
  Json Times = times();
  auto Last = [&](size_t I) {
    auto Known = Times.find(Units[I].File);
    return Known != Times.end() && Known->is_number() ? Known->get<double>() : HUGE_VAL;
  };
  sort(Which, [&](size_t A, size_t B) {
    double OfA = Last(A), OfB = Last(B);
    return OfA != OfB ? OfA > OfB : A < B;
  });
}

Error ResultCache::keepTimes(ArrayRef<size_t> Which, const ProjectResults &Of) const {
  if (Which.empty() || !WhyReadOnly.empty())
    return Error::success();
  Json Times = times();
  for (size_t I : Which)
    Times[Of.Units[I].File] = Of.Results[I].Seconds;
  if (Error Problem = replaceWhole(Folder + "/times.json", Times.dump()))
    return createStringError(Twine(Folder) + ": cannot write to the cache: " +
                             toString(std::move(Problem)));
  return Error::success();
}

void ResultCache::prune() const {
  // LLVM notes the time in a file that it writes as it stands: a pipe would hold the run up.
  sys::fs::file_status Noted;
  bool IsWritable =
      sys::fs::status(Folder + "/llvmcache.timestamp", Noted) || sys::fs::is_regular_file(Noted);
  if (WhyReadOnly.empty() && IsWritable)
    pruneCache(Folder, CachePruningPolicy());
}

} // namespace corolint

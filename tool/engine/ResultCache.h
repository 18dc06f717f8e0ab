// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Nothing is analysed twice: the results of units on disk, found again by everything that can
// change them. Safe under runs at the same time and killed ones, since an entry is written whole or
// not at all; what cannot be written or read is as if it were not there. One that may only be read
// is of use, too: several machines may share it.

#pragma once

#include "tool/engine/FilesAsked.h"
#include "tool/engine/ResultFile.h"
#include <nlohmann/json_fwd.hpp>

namespace corolint {

/// Whether a build system is to look at a path before it takes \p Status for final: at what was read,
/// and where the unit was not analysed in full, at what was looked for in vain.
bool dependsOn(FileAsked::Kind Asked, UnitStatus Status);

class ResultCache {
public:
  /// The cache in \p Folder, which is made if need be. \p Program is the executable, a part of
  /// every key. Fails with one line if there is no folder and none can be made.
  static llvm::Expected<ResultCache> open(const std::string &Folder, const std::string &Program);

  /// Why nothing can be kept, one line that names the folder; empty if something can.
  const std::string &whyReadOnly() const { return WhyReadOnly; }

  /// Where the cache is unless the user says otherwise: in the user's folder for caches. Empty where
  /// the system has none.
  static std::string defaultFolder();

  /// Names the results of \p Of, but for the contents of files, under \p Settings: the text of all
  /// other things that can change them.
  std::string keyOf(const Unit &Of, llvm::StringRef Settings) const;

  /// What is kept under \p Key of the last states of the sources, if no file that its analysis
  /// asked for has changed, appeared or gone. With \p WantsRead, its Read is set.
  std::optional<UnitResult> find(llvm::StringRef Key, bool WantsRead = false);

  /// Keeps \p Result under \p Key, beside those of a few states of the sources before, unless a
  /// file of \p Asked has changed since it was read, or the result may come out otherwise the next
  /// time.
  void store(llvm::StringRef Key, const FilesAsked &Asked, const UnitResult &Result) const;

  /// Sorts \p Which, indexes into \p Units, by the time that each took the last time, longest first;
  /// those of which nothing is known come before the others.
  void sortLongestFirst(std::vector<size_t> &Which, llvm::ArrayRef<Unit> Units) const;

  /// Keeps the times that \p Which of \p Of took, for sortLongestFirst(). Fails if nothing can be
  /// written to the cache.
  llvm::Error keepTimes(llvm::ArrayRef<size_t> Which, const ProjectResults &Of) const;

  /// Removes what has long not been used, at most every twenty minutes.
  void prune() const;

private:
  /// By which a file is taken to be what it was, without a look into it. Programs can set the time
  /// of its last modification, but not that of the last change of what the system knows of it.
  struct Stamp {
    uint64_t Size;
    int64_t Modified, Changed; ///< Nanoseconds since the epoch.
    bool operator==(const Stamp &) const = default;
  };

  /// What is now at a path.
  struct FileNow {
    std::optional<Stamp> Found;       ///< None: nothing.
    std::optional<uint64_t> Contents; ///< Their hash, once it is known.
  };

  /// The file of what is kept under \p Key, 0 the last.
  std::string entryOf(llvm::StringRef Key, unsigned Age) const;
  /// Makes what is kept under \p Key, up to \p Age, older by one: then there is no entry 0.
  void makeRoom(llvm::StringRef Key, unsigned Age) const;
  /// What \p Entry holds, as find() has it.
  std::optional<UnitResult> read(const std::string &Entry, bool WantsRead);
  /// Seconds by unit's file; empty without any.
  nlohmann::json times() const;
  /// None if there is nothing at \p Path.
  static std::optional<Stamp> stampOf(const std::string &Path);
  FileNow &now(const std::string &Path);
  bool isUnchanged(const nlohmann::json &Asked);

  std::string Folder, WhyReadOnly;
  uint64_t Program = 0; ///< A hash of it.
  llvm::StringMap<FileNow> Files; ///< Each is looked at once a run.
};

} // namespace corolint

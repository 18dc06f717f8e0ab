// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/Counting.h"
#include "checks/LlvmVersions.h"
#include "clang-tidy/GlobList.h"
#include "tool/findings/KnownFindings.h"
#include "tool/findings/UnusedSuppressions.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringSet.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/Path.h"
#include <set>

using namespace llvm;

namespace corolint {
namespace {

/// The files that every unit which read them was analysed in full in: what is not found there is
/// not there.
std::set<std::string> knownFiles(const Report &Of) {
  std::set<std::string> Known, Doubtful;
  for (size_t I = 0; I < Of.Units.size(); ++I) {
    const UnitResult &Result = Of.Results[I];
    auto &To = Result.Status == UnitStatus::Analysed ? Known : Doubtful;
    To.insert(Of.Units[I].File);
    To.insert(Result.Files.begin(), Result.Files.end());
  }
  for (const std::string &Each : Doubtful)
    Known.erase(Each);
  return Known;
}

/// What the settings of paths make of \p Each; false if it is not reported there.
bool applyPaths(Finding &Each, ArrayRef<PathSettings> Paths) {
  for (const PathSettings &Of : Paths) {
    if (!Of.Glob->matches(Each.At.File))
      continue;
    if (Of.Skip)
      return false;
    // A header may be read by units that other paths' settings hold for.
    if (!Of.Checks.empty() && !clang::tidy::GlobList("*," + Of.Checks).contains(Each.Check))
      return false;
    if (Of.Severity)
      Each.Severity = *Of.Severity;
  }
  return true;
}

/// Whether a run of which \p Of came would find again what \p Entry was made of. \p Known: its
/// knownFiles().
bool wouldFind(const BaselineEntry &Entry, const Report &Of, const std::set<std::string> &Known,
               const Counting &By) {
  std::string File = fileOf(Entry, Of.Root);
  return !sys::fs::exists(File) || (Known.contains(File) && By.Runs(File, Entry.Check));
}

} // namespace

void countFindings(Report &Outcome, const Counting &By) {
  std::vector<Finding> All;
  std::vector<SuppressedFinding> Suppressed;
  const std::set<std::string> Known = knownFiles(Outcome);
  for (UnitResult &Result : Outcome.Results) {
    append_range(All, std::move(Result.Findings));
    append_range(Suppressed, std::move(Result.Suppressed));
    Result.Findings.clear();
    Result.Suppressed.clear();
  }
  addReasons(Suppressed);
  if (By.UnusedSuppressions) {
    append_range(All,
                 unusedSuppressions(std::vector<std::string>(Known.begin(), Known.end()),
                                    Suppressed, *By.UnusedSuppressions, By.Runs));
  }
  for (SuppressedFinding &Each : Suppressed) {
    Each.Of.SilencedBy = Silence::Comment;
    All.push_back(std::move(Each.Of));
  }
  llvm::erase_if(All, [&](Finding &Each) { return !applyPaths(Each, By.Paths); });
  sortAndUnique(All);
  // All of them, so that silencing one leaves the others their fingerprints.
  addFingerprints(All, Outcome.Root);

  auto Match = [&](const std::optional<std::vector<BaselineEntry>> &Entries) {
    return KnownFindings(Entries ? ArrayRef(*Entries) : ArrayRef<BaselineEntry>(), All, Outcome.Root,
                         [&](const BaselineEntry &Each) {
                           return wouldFind(Each, Outcome, Known, By);
                         });
  };
  const KnownFindings InBaseline = Match(By.Baseline), InBase = Match(By.Base);
  for (Finding &Each : All) {
    if (Each.SilencedBy == Silence::None && InBaseline.contains(Each))
      Each.SilencedBy = Silence::Baseline;
    if (Each.SilencedBy == Silence::None && By.Changed && !By.Changed->touch(Each) &&
        (!By.Base || InBase.contains(Each)))
      Each.SilencedBy = Silence::Unchanged;
    (Each.SilencedBy == Silence::None ? Outcome.Findings : Outcome.Silenced)
        .push_back(std::move(Each));
  }
  Outcome.HasBaseline = By.Baseline.has_value();
  Outcome.Stale = InBaseline.stale();
  Outcome.Moved = InBaseline.moved();
}

void takeIntoBaseline(Report &Outcome) {
  for (Finding &Each : Outcome.Findings) {
    Each.SilencedBy = Silence::Baseline;
    Outcome.Silenced.push_back(std::move(Each));
  }
  Outcome.Findings.clear();
  sort(Outcome.Silenced, [](const Finding &A, const Finding &B) {
    return std::tie(A.At.File, A.At.Offset, A.Check, A.Fingerprint) <
           std::tie(B.At.File, B.At.Offset, B.Check, B.Fingerprint);
  });
}

std::vector<BaselineEntry> nextBaseline(ArrayRef<BaselineEntry> Old, const Report &Outcome,
                                        bool Add) {
  StringSet<> Stale;
  for (const BaselineEntry &Each : Outcome.Stale)
    Stale.insert(Each.Fingerprint);
  std::vector<BaselineEntry> Next;
  for (const BaselineEntry &Each : Old) {
    if (Stale.contains(Each.Fingerprint))
      continue;
    auto Moved = Outcome.Moved.find(Each.Fingerprint);
    Next.push_back(Moved == Outcome.Moved.end() ? Each : Moved->second);
  }
  if (Add)
    for (const Finding &Each : Outcome.Findings)
      Next.push_back(entryOf(Each, Outcome.Root));
  return Next;
}

} // namespace corolint

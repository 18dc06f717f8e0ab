// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/Gate.h"
#include "clang-tidy/GlobList.h"
#include "tool/fix/AddSuppressions.h"
#include "tool/project/Paths.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"
#include "llvm/Support/WithColor.h"

using namespace llvm;

namespace corolint {
namespace {

/// Answers whether a check runs on a file, by its options.
class RunningChecks {
public:
  explicit RunningChecks(const CheckSelection &Selection) : Selection(Selection) {}

  bool operator()(const std::string &File, StringRef Check) {
    auto [Known, IsNew] = Lists.try_emplace(File);
    if (IsNew) {
      if (!Options)
        Options = makeOptionsProvider(Selection, Errors);
      Known->second = Options->getOptions(File).Checks.value_or("");
    }
    return clang::tidy::GlobList(Known->second).contains(Check);
  }

private:
  const CheckSelection &Selection;
  std::vector<std::string> Errors; // Told already.
  std::shared_ptr<clang::tidy::ClangTidyOptionsProvider> Options;
  std::map<std::string, std::string> Lists;
};

raw_ostream &note() { return WithColor::note(errs(), "corolint"); }

std::string plural(size_t Count, StringRef One, StringRef More) {
  return (Twine(Count) + " " + (Count == 1 ? One : More)).str();
}

} // namespace

Expected<Counting> countingFor(const CommandLine &Line, const Settings &Of, const std::string &Root,
                               const CheckSelection &Selection,
                               const RevisionFindings *Revisions) {
  Counting Result;
  const std::string &Baseline = Of.Baseline.Value;
  if (Line.UpdateBaseline && Baseline.empty())
    return createStringError("--update-baseline: which file? Name it with --baseline=FILE");
  if (!Baseline.empty() && !(Line.UpdateBaseline && !sys::fs::exists(Baseline))) {
    if (!sys::fs::exists(Baseline))
      return createStringError(Twine(Baseline) +
                               ": no such baseline; --update-baseline makes one");
    Expected<std::vector<BaselineEntry>> Entries = readBaseline(Baseline);
    if (!Entries)
      return Entries.takeError();
    Result.Baseline = std::move(*Entries);
  }
  if (Line.ChangedSince) {
    Expected<ChangedLines> Changed = ChangedLines::since(*Line.ChangedSince, Root);
    if (!Changed)
      return Changed.takeError();
    Result.Changed = std::move(*Changed);
    if (!Result.Changed->isParting())
      note() << "git finds no history that " << *Line.ChangedSince
             << " and HEAD share, so lines that only the former changed count as well; in a shallow "
                "clone, fetch more of it (git fetch --unshallow)\n";
    if (Line.BaseReport.empty() && Revisions) {
      StringRef Commit = Result.Changed->base();
      Result.Base = Revisions->find(Commit);
      if (Line.Verbose)
        note() << (Result.Base ? "compared with what was found in "
                               : "changed lines alone count, for nothing is known of what was found in ")
               << Commit.take_front(12) << '\n';
    }
  }
  if (!Line.BaseReport.empty()) {
    Expected<std::vector<BaselineEntry>> Entries = readBaseline(Line.BaseReport);
    if (!Entries)
      return Entries.takeError();
    Result.Base = std::move(*Entries);
  }
  Result.UnusedSuppressions = parseLevel(Of.UnusedSuppressions.Value);
  Result.Paths = Of.Paths;
  Result.Runs = RunningChecks(Selection);
  return Result;
}

Error updateBaseline(Report &Outcome, const CommandLine &Line, const Settings &Of,
                     const Counting &By) {
  if (!Line.UpdateBaseline)
    return Error::success();
  bool IsNew = !By.Baseline;
  bool Add = IsNew || Line.AddToBaseline;
  std::vector<BaselineEntry> Old = By.Baseline.value_or(std::vector<BaselineEntry>());
  std::vector<BaselineEntry> Next = nextBaseline(Old, Outcome, Add);
  const std::string &File = Of.Baseline.Value;
  size_t Added = Add ? Outcome.Findings.size() : 0;
  if (IsNew || Added || !Outcome.Stale.empty() || !Outcome.Moved.empty())
    if (Error Problem = writeWhole(File, baselineText(std::move(Next))))
      return createStringError(Twine(File) +
                               ": cannot write the baseline: " + toString(std::move(Problem)));
  if (!Line.Quiet)
    note() << relativeTo(File, realPath(".")) << ": added " << Added << ", removed "
           << Outcome.Stale.size()
           << (Outcome.Moved.empty() ? "" : ", moved " + std::to_string(Outcome.Moved.size()))
           << '\n';
  Outcome.Stale.clear();
  if (Add)
    takeIntoBaseline(Outcome);
  return Error::success();
}

void tellOfSilence(const Report &Of, const Settings &By, bool Verbose) {
  constexpr size_t AtMost = 10;
  if (!Of.Stale.empty())
    note() << relativeTo(By.Baseline.Value, realPath(".")) << ": "
           << plural(Of.Stale.size(), "entry is", "entries are")
           << " found no more; --update-baseline removes "
           << (Of.Stale.size() == 1 ? "it" : "them") << '\n';
  for (const BaselineEntry &Each : ArrayRef(Of.Stale).take_front(Verbose ? Of.Stale.size() : AtMost))
    errs() << "  " << Each.File << ": " << Each.Message << " [" << Each.Check << "]\n";
  if (!Verbose && Of.Stale.size() > AtMost)
    errs() << "  and " << Of.Stale.size() - AtMost << " more\n";
  if (!Verbose)
    return;
  for (const Finding &Each : Of.Silenced) {
    static constexpr StringRef By[] = {"", "by a comment", "by the baseline",
                                       "because no changed line has to do with it"};
    note() << relativeTo(Each.At.File, Of.Root) << ':' << Each.At.Line << ": silenced "
           << By[static_cast<int>(Each.SilencedBy)]
           << (Each.Reason.empty() ? "" : " (" + Each.Reason + ")") << ": " << Each.Message << " ["
           << Each.Check << "]\n";
  }
}

Error addSuppressions(const CommandLine &Line, const Report &Of) {
  std::vector<NotSuppressed> Left;
  EditsByFile Edits = suppressionEdits(Of.Findings, *Line.AddSuppressions, Left);
  if (Line.Diff) {
    printDiff(Edits, Of.Root, outs());
  } else {
    if (Error Problem = applyFixes(Edits))
      return Problem;
    size_t Written = 0;
    for (const auto &[File, Changes] : Edits)
      Written += Changes.size();
    if (!Line.Quiet)
      note() << "wrote " << plural(Written, "comment", "comments") << '\n';
  }
  for (const NotSuppressed &Each : Left)
    WithColor::warning(errs(), "corolint")
        << relativeTo(Each.Of->At.File, Of.Root) << ':' << Each.Of->At.Line
        << ": no comment can be written here: " << Each.Why << '\n';
  return Error::success();
}

bool fails(const Report &Of, const Settings &By) {
  std::optional<Level> Least = parseLevel(By.FailOn.Value);
  return Least && count_if(Of.Findings, [&](const Finding &Each) {
                    return Each.Severity >= *Least;
                  }) > By.MaxFindings.Value;
}

} // namespace corolint

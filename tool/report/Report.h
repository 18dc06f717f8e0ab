// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The outcome of a run, and one writer a format.

#pragma once

#include "tool/engine/UnitResult.h"
#include "tool/findings/Baseline.h"
#include "tool/project/Project.h"
#include "llvm/ADT/ArrayRef.h"
#include "llvm/ADT/StringRef.h"
#include "llvm/Support/raw_ostream.h"
#include <map>

namespace corolint {

/// A finished run.
struct Report {
  std::string Root;              ///< Files are told relative to it.
  bool TellsRoot = true; ///< Whether reports may say where it lies; else they are the same anywhere.
  std::vector<Finding> Findings; ///< Those that count; sorted, with fingerprints.
  std::vector<Finding> Silenced; ///< Those that do not; likewise.
  bool HasBaseline = false;
  std::vector<BaselineEntry> Stale; ///< Of the baseline: what is found no more.
  /// Of the baseline, by fingerprint: what is found in another place, as it would be written now.
  std::map<std::string, BaselineEntry> Moved;
  std::vector<Unit> Units;
  std::vector<UnitResult>
      Results; ///< One for each of Units; their findings have moved to Findings.
};

/// Version of corolint: "0.1.0".
extern const char *const VersionString;

/// How a report is to look, where its format leaves a choice.
struct ReportStyle {
  bool Colours = false;
  bool Brief = false; ///< Text: neither source lines nor notes.
};

/// A format that --format knows.
struct ReportFormat {
  llvm::StringLiteral Name;
  llvm::StringLiteral Summary; ///< What it is for, in a few words.
  void (*Write)(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &Style);
};

/// All of them, text first.
llvm::ArrayRef<ReportFormat> reportFormats();

/// Where \p Check is documented on the web; empty if nobody said so when this was built.
std::string pageAddress(llvm::StringRef Check);

/// As compilers print: source line, caret, notes; then what could not be analysed is not told here
/// but by the driver.
void writeText(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &Style);

/// By docs/report.schema.json. The same run gives the same bytes but for times.
void writeJson(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &);

/// SARIF 2.1.0. What comments and a baseline silence is in it, marked as such.
void writeSarif(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &);

/// Workflow commands, which GitHub shows at the changed lines of a pull request.
void writeGithub(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &);

/// GitLab's code quality report.
void writeGitlab(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &);

/// JUnit's XML as CI servers read it: a suite a file, a failed case a finding, a passed one for a
/// unit without findings, an error for one that was not analysed in full.
void writeJunit(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &);

/// Checkstyle's XML.
void writeCheckstyle(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &);

/// reviewdog's diagnostic format.
void writeRdjson(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &);

/// What `clang-tidy --export-fixes` writes, for clang-apply-replacements and editors. The safe
/// fixes alone: the readers apply all that they find.
void writeFixes(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &);

/// One page that needs nothing beside it: findings by rule, file and level, the source with the
/// path through it.
void writeHtml(const Report &Of, llvm::raw_ostream &Out, const ReportStyle &);

} // namespace corolint

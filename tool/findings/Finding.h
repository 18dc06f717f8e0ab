// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// One type for what is found, from the worker that finds it to the report that shows it.

#pragma once

#include "llvm/ADT/StringRef.h"
#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace corolint {

/// How grave a finding is, rising.
enum class Level { Remark, Warning, Error };

/// Replaces \p Length bytes at byte \p Offset of \p File.
struct Edit {
  std::string File; ///< As projectPath() has it.
  unsigned Offset = 0, Length = 0;
  std::string Text;
  uint64_t Contents = 0; ///< SourceText::hash() of File as it was analysed; 0 if that is not known.
  auto operator<=>(const Edit &) const = default;
};

struct Fix {
  bool Safe = true; ///< Keeps behaviour apart from the repair; else it needs a human's eye.
  std::string
      Description; ///< What it does; empty for a safe fix, which does what the message asks.
  std::vector<Edit> Edits;
};

/// A place: 1-based lines, and columns in bytes.
struct Place {
  std::string File; ///< As projectPath() has it.
  unsigned Offset = 0, Line = 0, Column = 0;
};

struct Note {
  Place At;
  std::string Message;
};

/// Why a finding does not count.
enum class Silence {
  None,
  Comment,   ///< A NOLINT comment suppresses it.
  Baseline,  ///< It was there before; see Baseline.h.
  Unchanged, ///< No changed line has to do with it; see ChangedLines.h.
};

struct Finding {
  std::string Check;
  Level Severity = Level::Warning;
  std::string Message;
  Place At;
  Place End;            ///< The first place behind the reported text.
  std::string Function; ///< Qualified name of the innermost named function around it; may be empty.
  uint64_t Contents =
      0; ///< SourceText::hash() of the file as it was analysed; 0 if that is not known.
  std::string Fingerprint; ///< Survives edits elsewhere in the file; see addFingerprints().
  std::vector<Note> Notes;
  std::vector<Fix> Fixes;
  Silence SilencedBy = Silence::None;
  std::string Reason; ///< What the comment that suppresses it gives as the reason; may be empty.
};

/// A finding that a NOLINT comment suppresses.
struct SuppressedFinding {
  Finding Of;
  std::vector<Place> Covered; ///< The comment covers the line of one of these: where it is, and
                              ///< where the macros are used that it comes out of.
};

/// Sorts \p Findings by place and check and leaves one of those that are the same finding, met in
/// several units.
void sortAndUnique(std::vector<Finding> &Findings);

/// Gives each of \p Findings (sorted) its fingerprint, two hashes of 16 digits: of the check and
/// the tokens of the statement at its place; and of those, the file relative to \p Root, the
/// function, and how many of the same come before it.
void addFingerprints(std::vector<Finding> &Findings, const std::string &Root);

/// The part of \p Fingerprint that the same code has in another place.
llvm::StringRef codeOf(llvm::StringRef Fingerprint);

/// "remark", "warning", "error".
const char *levelName(Level Severity);
std::optional<Level> parseLevel(const std::string &Name);

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/UnusedSuppressions.h"
#include "checks/AsyncTidyModule.h"
#include "clang-tidy/GlobList.h"
#include "tool/findings/Nolint.h"
#include "tool/findings/SourceText.h"
#include "tool/project/Nearest.h"
#include "llvm/ADT/STLExtras.h"
#include <map>

using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Comment, in \p File, is what suppresses \p Each.
bool suppresses(const NolintComment &Comment, const std::string &File,
                const SuppressedFinding &Each) {
  return any_of(Each.Covered, [&](const Place &At) {
    return At.File == File && Comment.covers(Each.Of.Check, At.Line);
  });
}

Place placeAt(SourceText &Text, const std::string &File, unsigned Offset) {
  Place At{File, Offset};
  std::tie(At.Line, At.Column) = Text.position(File, Offset);
  return At;
}

/// Takes \p Unused out of \p Comment: with nothing left in it, all of the comment goes where it
/// says nothing else. No edits for a block, whose ends belong together.
std::vector<Edit> removal(StringRef Text, const std::string &File, const NolintComment &Comment,
                          const NolintComment::Name &Unused, bool Whole) {
  if (Comment.As == NolintComment::Form::Block)
    return {};
  auto Erase = [&](size_t From, size_t To) -> std::vector<Edit> {
    return {{File, static_cast<unsigned>(From), static_cast<unsigned>(To - From), ""}};
  };
  if (!Whole) {
    // With the comma behind it, else the one before it.
    size_t From = Unused.Offset, To = From + Unused.Glob.size();
    size_t Next = Text.find_first_not_of(" \t", To);
    if (Next != StringRef::npos && Text[Next] == ',')
      return Erase(From, std::min(Text.find_first_not_of(" \t", Next + 1), Text.size()));
    size_t Comma = Text.rfind(',', From);
    return Erase(Comma == StringRef::npos || Comma < Comment.Offset ? From : Comma, To);
  }
  size_t LineStart = Text.rfind('\n', Comment.Offset) + 1; // npos + 1 is 0.
  size_t LineEnd = std::min(Text.find('\n', Comment.Offset), Text.size());
  StringRef Before = Text.slice(LineStart, Comment.Offset).rtrim();
  if (!Before.consume_back("//"))
    return {};
  Before = Before.rtrim();
  if (Before.empty()) // The comment has the line for itself.
    return Erase(LineStart, std::min(LineEnd + 1, Text.size()));
  size_t To = LineEnd > LineStart && Text[LineEnd - 1] == '\r' ? LineEnd - 1 : LineEnd;
  return Erase(LineStart + Before.size(), To);
}

/// Whether \p Glob names a check, or several.
bool isCheck(StringRef Glob) {
  clang::tidy::GlobList Names(Glob);
  return any_of(allChecks(), [&](const CheckInfo &Each) { return Names.contains(Each.Name); });
}

/// Guesses at what \p Name, which is no check, was to be.
std::string meant(StringRef Name) {
  std::vector<StringRef> Names;
  for (const CheckInfo &Each : allChecks())
    Names.push_back(Each.Name);
  return didYouMean(Name, Names, ", so this comment suppresses nothing");
}

} // namespace

std::vector<Finding>
unusedSuppressions(ArrayRef<std::string> Files, ArrayRef<SuppressedFinding> Suppressed,
                   Level Severity,
                   function_ref<bool(const std::string &File, StringRef Check)> Runs) {
  std::map<std::string, std::vector<const SuppressedFinding *>> ByFile;
  for (const SuppressedFinding &Each : Suppressed)
    for (const Place &At : Each.Covered)
      ByFile[At.File].push_back(&Each);
  SourceText Text;
  std::vector<Finding> Found;
  for (const std::string &File : Files)
    for (const NolintComment &Comment : nolintComments(Text.of(File))) {
      auto IsUnused = [&](const NolintComment::Name &Name) {
        if (!StringRef(Name.Glob).starts_with("async-") || Comment.LastLine == 0)
          return false;
        clang::tidy::GlobList Glob(Name.Glob);
        bool Exists = false;
        for (const CheckInfo &Check : allChecks())
          if (Glob.contains(Check.Name)) {
            Exists = true;
            if (!Runs(File, Check.Name))
              return false;
          }
        return !Exists || none_of(ByFile[File], [&](const SuppressedFinding *Each) {
          return Glob.contains(Each->Of.Check) && suppresses(Comment, File, *Each);
        });
      };
      size_t Unused = count_if(Comment.Names, IsUnused);
      for (const NolintComment::Name &Name : Comment.Names) {
        if (!IsUnused(Name))
          continue;
        Finding New;
        New.Check = UnusedSuppressionCheck;
        New.Severity = Severity;
        New.Message = "'" + Name.Glob + "' " +
                      (isCheck(Name.Glob) ? "finds nothing here, so this comment suppresses nothing"
                                          : "is no check" + meant(Name.Glob));
        New.At = placeAt(Text, File, Name.Offset);
        New.End = placeAt(Text, File, Name.Offset + Name.Glob.size());
        std::vector<Edit> Edits =
            removal(Text.of(File), File, Comment, Name, Unused == Comment.Names.size());
        // A comment that goes as a whole goes once.
        if (!Edits.empty() &&
            none_of(Found, [&](const Finding &Each) {
              return !Each.Fixes.empty() && Each.Fixes.front().Edits == Edits;
            })) {
          std::string Note = "remove it";
          New.Notes.push_back({New.At, Note});
          New.Fixes.push_back({/*Safe=*/false, Note, std::move(Edits)});
        }
        Found.push_back(std::move(New));
      }
    }
  return Found;
}

void addReasons(std::vector<SuppressedFinding> &Suppressed) {
  SourceText Text;
  std::map<std::string, std::vector<NolintComment>> Comments;
  for (SuppressedFinding &Each : Suppressed)
    for (const Place &At : Each.Covered) {
      auto [Known, IsNew] = Comments.try_emplace(At.File);
      if (IsNew)
        Known->second = nolintComments(Text.of(At.File));
      for (const NolintComment &Comment : Known->second)
        if (Each.Of.Reason.empty() && suppresses(Comment, At.File, Each))
          Each.Of.Reason = Comment.Reason;
    }
}

} // namespace corolint

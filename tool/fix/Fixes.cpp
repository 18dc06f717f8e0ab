// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/fix/Fixes.h"
#include "tool/findings/SourceText.h"
#include "tool/project/Paths.h"
#include "tool/report/WriteWhole.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/FileSystem.h"

using namespace llvm;

namespace corolint {
namespace {

/// Whether \p Of adds nothing but whole lines of #include.
bool addsIncludes(const Edit &Of) {
  SmallVector<StringRef, 4> Lines;
  SplitString(Of.Text, Lines, "\n");
  return Of.Length == 0 && StringRef(Of.Text).ends_with("\n") &&
         all_of(Lines, [](StringRef Line) { return Line.starts_with("#include "); });
}

/// \p Edits with one edit for each #include: two fixes may share some of them.
std::vector<Edit> byInclude(ArrayRef<Edit> Edits) {
  std::vector<Edit> Result;
  for (const Edit &Each : Edits) {
    if (!addsIncludes(Each)) {
      Result.push_back(Each);
      continue;
    }
    SmallVector<StringRef, 4> Lines;
    SplitString(Each.Text, Lines, "\n");
    for (StringRef Line : Lines) {
      Result.push_back(Each);
      Result.back().Text = (Line + "\n").str();
    }
  }
  return Result;
}

bool overlap(const Edit &A, const Edit &B) {
  if (A == B)
    return false; // Shared by two fixes: made once.
  if (A.Offset == B.Offset && addsIncludes(A) && addsIncludes(B))
    return false; // Any order will do.
  const Edit &First = A.Offset <= B.Offset ? A : B;
  const Edit &Second = A.Offset <= B.Offset ? B : A;
  // Two insertions at one place have no order.
  return First.Offset + First.Length > Second.Offset || First.Offset == Second.Offset;
}

std::string withEdits(StringRef Text, ArrayRef<Edit> Edits) {
  std::string Result;
  size_t At = 0;
  for (const Edit &Change : Edits) {
    Result += Text.substr(At, Change.Offset - At);
    Result += Change.Text;
    At = Change.Offset + Change.Length;
  }
  return Result + Text.substr(At).str();
}

/// Lines of old and new text around edits that are near each other.
class DiffWriter {
public:
  DiffWriter(StringRef Old, ArrayRef<Edit> Edits, raw_ostream &Out) : Old(Old), Out(Out) {
    Starts.push_back(0);
    for (size_t End = Old.find('\n'); End != StringRef::npos && End + 1 < Old.size();
         End = Old.find('\n', End + 1))
      Starts.push_back(End + 1);
    for (const Edit &Change : Edits) {
      size_t First = lineOf(Change.Offset), Last = lineOf(Change.Offset + Change.Length);
      if (!Hunks.empty() && Hunks.back().back().Last + 2 * Context >= First) {
        if (Hunks.back().back().Last >= First) {
          Hunks.back().back().Last = std::max(Hunks.back().back().Last, Last);
          Hunks.back().back().Edits.push_back(Change);
          continue;
        }
      } else {
        Hunks.emplace_back();
      }
      Hunks.back().push_back({First, Last, {Change}});
    }
  }

  void write() {
    long Shift = 0;
    for (const std::vector<Change> &Hunk : Hunks) {
      size_t First = Hunk.front().First >= Context ? Hunk.front().First - Context : 0;
      size_t Last = std::min(Hunk.back().Last + Context, Starts.size() - 1);
      std::string Body;
      raw_string_ostream Lines(Body);
      long Grown = 0;
      size_t Line = First;
      for (const Change &Each : Hunk) {
        for (; Line < Each.First; ++Line)
          print(Lines, ' ', text(Line, Line));
        print(Lines, '-', text(Each.First, Each.Last));
        std::vector<Edit> Local = Each.Edits;
        for (Edit &Moved : Local)
          Moved.Offset -= Starts[Each.First];
        std::string New = withEdits(text(Each.First, Each.Last), Local);
        print(Lines, '+', New);
        Grown += static_cast<long>(StringRef(New).count('\n')) -
                 static_cast<long>(text(Each.First, Each.Last).count('\n'));
        Line = Each.Last + 1;
      }
      for (; Line <= Last; ++Line)
        print(Lines, ' ', text(Line, Line));
      size_t Count = Last - First + 1;
      Out << "@@ -" << First + 1 << ',' << Count << " +" << First + 1 + Shift << ','
          << Count + Grown << " @@\n"
          << Body;
      Shift += Grown;
    }
  }

private:
  struct Change {
    size_t First, Last; ///< 0-based lines.
    std::vector<Edit> Edits;
  };
  static constexpr size_t Context = 3;

  size_t lineOf(size_t Offset) const { return upper_bound(Starts, Offset) - Starts.begin() - 1; }

  StringRef text(size_t First, size_t Last) const {
    size_t End = Last + 1 < Starts.size() ? Starts[Last + 1] : Old.size();
    return Old.slice(Starts[First], End);
  }

  static void print(raw_ostream &Out, char Mark, StringRef Text) {
    while (!Text.empty()) {
      auto [Line, Rest] = Text.split('\n');
      Out << Mark << Line << '\n';
      if (!Text.contains('\n'))
        Out << "\\ No newline at end of file\n";
      Text = Rest;
    }
  }

  StringRef Old;
  raw_ostream &Out;
  std::vector<size_t> Starts;
  std::vector<std::vector<Change>> Hunks;
};

} // namespace

EditsByFile chooseFixes(const std::vector<Finding> &Findings, bool Suggested, unsigned &Taken,
                        unsigned &Left) {
  EditsByFile Chosen;
  Taken = Left = 0;
  for (const Finding &Each : Findings) {
    auto Wanted = find_if(Each.Fixes, [](const Fix &Of) { return Of.Safe; });
    if (Wanted == Each.Fixes.end() && Suggested)
      Wanted = Each.Fixes.begin();
    if (Wanted == Each.Fixes.end() || Wanted->Edits.empty())
      continue;
    std::vector<Edit> Edits = byInclude(Wanted->Edits);
    if (any_of(Edits, [&](const Edit &New) {
          return any_of(Chosen[New.File], [&](const Edit &Old) { return overlap(New, Old); });
        })) {
      ++Left;
      continue;
    }
    ++Taken;
    for (const Edit &New : Edits)
      if (!is_contained(Chosen[New.File], New))
        Chosen[New.File].push_back(New);
  }
  for (auto Each = Chosen.begin(); Each != Chosen.end();) {
    sort(Each->second);
    Each = Each->second.empty() ? Chosen.erase(Each) : std::next(Each);
  }
  return Chosen;
}

Error leaveOutChanged(EditsByFile &Edits) {
  SourceText Text;
  Error Changed = Error::success();
  for (auto Each = Edits.begin(); Each != Edits.end();) {
    const auto &[File, Of] = *Each;
    if (all_of(Of, [&, &File = File](const Edit &One) {
          return One.Contents == 0 || One.Contents == Text.hash(File);
        })) {
      ++Each;
      continue;
    }
    Changed =
        joinErrors(std::move(Changed),
                   createStringError(Twine(File) + ": not edited: it has changed since it was "
                                                   "analysed; run corolint on it again"));
    Each = Edits.erase(Each);
  }
  return Changed;
}

Error applyFixes(const EditsByFile &Edits) {
  SourceText Text;
  Error Failed = Error::success();
  for (const auto &[File, Changes] : Edits) {
    std::string New = withEdits(Text.of(File), Changes);
    ErrorOr<sys::fs::perms> Permissions = sys::fs::getPermissions(File);
    if (Error Problem = writeWhole(File, New))
      Failed = joinErrors(std::move(Failed),
                          createStringError(Twine(File) + ": cannot write the fixed file: " +
                                            toString(std::move(Problem))));
    else if (Permissions)
      sys::fs::setPermissions(File, *Permissions);
  }
  return Failed;
}

void printDiff(const EditsByFile &Edits, const std::string &Root, raw_ostream &Out) {
  SourceText Text;
  for (const auto &[File, Changes] : Edits) {
    std::string Name = relativeTo(File, Root);
    // GNU patch takes a name to end at a space, unless a tab ends it.
    StringRef End = StringRef(Name).contains(' ') ? "\t\n" : "\n";
    Out << "--- a/" << Name << End << "+++ b/" << Name << End;
    DiffWriter(Text.of(File), Changes, Out).write();
  }
}

} // namespace corolint

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/findings/ChangedLines.h"
#include "tool/findings/Git.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/ADT/StringExtras.h"

using namespace llvm;

namespace corolint {
namespace {

/// \p Name as git prints it: in quotes and with escapes where it is odd.
std::string unquoted(StringRef Name) {
  if (!Name.consume_front("\"") || !Name.consume_back("\""))
    return Name.str();
  std::string Result;
  for (; !Name.empty(); Name = Name.drop_front()) {
    if (Name.front() != '\\' || Name.size() < 2) {
      Result += Name.front();
      continue;
    }
    Name = Name.drop_front();
    unsigned Octal = 0;
    if (Name.size() >= 3 && !Name.take_front(3).getAsInteger(8, Octal)) {
      Result += static_cast<char>(Octal);
      Name = Name.drop_front(2);
    } else {
      size_t Escape = StringRef("abtnvfr").find(Name.front());
      Result += Escape == StringRef::npos ? Name.front() : "\a\b\t\n\v\f\r"[Escape];
    }
  }
  return Result;
}

/// "7" or "7,2" at the front of \p Text: a line and how many from it.
std::optional<std::pair<unsigned, unsigned>> consumeLines(StringRef &Text) {
  unsigned First = 0, Count = 1;
  if (Text.consumeInteger(10, First) || (Text.consume_front(",") && Text.consumeInteger(10, Count)))
    return std::nullopt;
  return std::pair(First, Count);
}

} // namespace

ChangedLines ChangedLines::parse(StringRef Diff, const std::string &Folder) {
  ChangedLines Result;
  std::vector<std::pair<unsigned, unsigned>> *Lines = nullptr;
  unsigned Left = 0; // Of the hunk's own lines, which may look like anything.
  while (!Diff.empty()) {
    auto [Line, Rest] = Diff.split('\n');
    Diff = Rest;
    if (Left > 0 && !Line.starts_with("\\")) {
      --Left;
    } else if (Line.consume_front("+++ ")) {
      std::string Name = unquoted(Line.rtrim('\t'));
      Lines = Name == "/dev/null" ? nullptr : &Result.Files[realPath(Name, Folder)];
    } else if (Line.consume_front("@@ -")) {
      auto Old = consumeLines(Line);
      auto New = Line.consume_front(" +") ? consumeLines(Line) : std::nullopt;
      if (!Old || !New)
        continue;
      Left = Old->second + New->second;
      // Nothing new: the lines before and behind the gap.
      auto [First, Count] = *New;
      if (Lines)
        Lines->push_back({First, Count ? First + Count - 1 : First + 1});
    }
  }
  return Result;
}

Expected<ChangedLines> ChangedLines::since(StringRef Revision, const std::string &Root) {
  auto Failed = [&](Error Problem) {
    return createStringError("--changed-since=" + Revision + ": " + toString(std::move(Problem)));
  };
  if (Revision.starts_with("-"))
    return Failed(createStringError("not a revision"));
  Expected<std::string> Top = git({"rev-parse", "--show-toplevel"}, Root);
  if (!Top)
    return Failed(Top.takeError());
  std::string Folder = StringRef(*Top).trim("\n").str();
  Expected<std::string> Known =
      git({"rev-parse", "--verify", "--quiet", (Revision + "^{commit}").str()}, Folder);
  if (!Known) {
    consumeError(Known.takeError());
    return Failed(createStringError("git knows no such revision; in a shallow clone, fetch it "
                                    "first (git fetch --depth=1 origin REV)"));
  }
  auto DiffFrom = [&](StringRef Base) {
    return git({"diff", "--unified=0", "--inter-hunk-context=0", "--text", "--no-color",
                "--no-ext-diff", "--no-textconv", "--no-prefix", "--no-relative", "-M", Base, "--"},
               Folder);
  };
  std::string Commit = StringRef(*Known).trim().str(), Base = Commit;
  Expected<std::string> Shared = git({"merge-base", Commit, "HEAD"}, Folder);
  const bool IsParting = static_cast<bool>(Shared);
  if (IsParting)
    Base = StringRef(*Shared).trim("\n").str();
  else
    consumeError(Shared.takeError());
  Expected<std::string> Diff = DiffFrom(Base);
  if (!Diff)
    return Failed(Diff.takeError());
  ChangedLines Result = parse(*Diff, Folder);
  Result.Base = Base;
  Result.IsParting = IsParting;
  Expected<std::string> Unknown =
      git({"ls-files", "--others", "--exclude-standard", "-z"}, Folder);
  if (!Unknown)
    return Failed(Unknown.takeError());
  SmallVector<StringRef, 16> Names;
  StringRef(*Unknown).split(Names, '\0', -1, /*KeepEmpty=*/false);
  for (StringRef Name : Names)
    Result.Files[realPath(Name, Folder)] = {{1, ~0U}};
  return Result;
}

bool ChangedLines::has(const Place &From, unsigned LastLine) const {
  auto Lines = Files.find(From.File);
  return Lines != Files.end() && any_of(Lines->second, [&](const auto &Range) {
           return Range.first <= LastLine && From.Line <= Range.second;
         });
}

bool ChangedLines::touch(const Finding &Each) const {
  return has(Each.At, std::max(Each.At.Line, Each.End.Line)) ||
         any_of(Each.Notes, [&](const Note &Then) { return has(Then.At, Then.At.Line); });
}

} // namespace corolint

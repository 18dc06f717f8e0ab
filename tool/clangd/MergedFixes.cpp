// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/clangd/MergedFixes.h"
#include "tool/clangd/TextEdits.h"
#include "tool/fix/Fixes.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace corolint {
namespace {

/// Numbers for the positions that matter, in the order of the text: offsets enough to tell which
/// edits overlap.
class Offsets {
public:
  explicit Offsets(ArrayRef<OfferedFix> Fixes) {
    for (const OfferedFix &Fix : Fixes) {
      Positions.push_back(Fix.At);
      for (const auto &[Begin, End, Text] : editsOf(Fix.Action)) {
        Positions.push_back(Begin);
        Positions.push_back(End);
      }
    }
    sort(Positions);
    Positions.erase(llvm::unique(Positions), Positions.end());
  }
  unsigned of(const Position &At) const { return lower_bound(Positions, At) - Positions.begin(); }
  const Position &at(unsigned Offset) const { return Positions[Offset]; }

private:
  std::vector<Position> Positions;
};

/// \p Edits, with those that insert at one place as one: not every editor keeps them in order.
std::vector<TextEdit> textEdits(ArrayRef<Edit> Edits, const Offsets &In) {
  std::vector<TextEdit> Result;
  for (const Edit &Each : Edits) {
    Position Begin = In.at(Each.Offset), End = In.at(Each.Offset + Each.Length);
    if (!Result.empty() && Begin == End && std::get<0>(Result.back()) == Begin)
      std::get<2>(Result.back()) += Each.Text;
    else
      Result.push_back({Begin, End, Each.Text});
  }
  return Result;
}

} // namespace

MergedFixes mergeSafe(ArrayRef<OfferedFix> Fixes, function_ref<bool(const OfferedFix &)> Wanted) {
  Offsets In(Fixes);
  std::vector<Finding> Findings;
  const json::Object *Like = nullptr;
  for (const OfferedFix &Each : Fixes) {
    if (!Each.IsSafe || !Wanted(Each))
      continue;
    Like = &Each.Action;
    Finding Of;
    Of.Check = Each.Check;
    Of.Message = Each.Message;
    Of.At.Offset = In.of(Each.At);
    Fix &Safe = Of.Fixes.emplace_back();
    for (const auto &[Begin, End, Text] : editsOf(Each.Action))
      Safe.Edits.push_back({"", In.of(Begin), In.of(End) - In.of(Begin), Text});
    Findings.push_back(std::move(Of));
  }
  MergedFixes Merged;
  sortAndUnique(Findings);
  unsigned Left;
  EditsByFile Chosen = chooseFixes(Findings, /*Suggested=*/false, Merged.Count, Left);
  if (!Merged.Count)
    return Merged;
  Merged.Action["edit"] = *Like->get("edit");
  setEdits(Merged.Action, textEdits(Chosen.begin()->second, In));
  return Merged;
}

} // namespace corolint

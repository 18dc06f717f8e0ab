// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "tool/report/Statistics.h"
#include "tool/project/Paths.h"
#include "llvm/ADT/STLExtras.h"
#include "llvm/Support/Format.h"
#include <map>
#include <set>
#include <tuple>

using namespace llvm;

namespace corolint {
namespace {

struct Row {
  unsigned Findings = 0, Safe = 0, Suggested = 0;
  std::set<std::string> Files;
};

void count(Row &To, const Finding &Each) {
  ++To.Findings;
  To.Files.insert(Each.At.File);
  if (any_of(Each.Fixes, [](const Fix &Of) { return Of.Safe; }))
    ++To.Safe;
  else if (!Each.Fixes.empty())
    ++To.Suggested;
}

void print(StringRef Name, const Row &Of, raw_ostream &Out) {
  Out << format("%8u %8zu %8u %10u  ", Of.Findings, Of.Files.size(), Of.Safe, Of.Suggested) << Name
      << '\n';
}

} // namespace

void writeStatistics(const Report &Of, raw_ostream &Out) {
  std::map<std::string, Row> Rows;
  Row All;
  for (const Finding &Each : Of.Findings) {
    count(Rows[Each.Check], Each);
    count(All, Each);
  }
  std::vector<std::pair<std::string, Row>> Sorted(Rows.begin(), Rows.end());
  sort(Sorted, [](const auto &A, const auto &B) {
    return std::tuple(B.second.Findings, A.first) < std::tuple(A.second.Findings, B.first);
  });
  Out << "findings    files safe fix suggestion  check\n";
  for (const auto &[Name, Each] : Sorted)
    print(Name, Each, Out);
  print("all", All, Out);

  unsigned By[4] = {};
  for (const Finding &Each : Of.Silenced)
    ++By[static_cast<int>(Each.SilencedBy)];
  Out << "silenced: " << By[static_cast<int>(Silence::Comment)] << " by comments, "
      << By[static_cast<int>(Silence::Baseline)] << " by the baseline, "
      << By[static_cast<int>(Silence::Unchanged)] << " outside of the change\n";

  std::vector<size_t> Slowest(Of.Units.size());
  double Seconds = 0;
  for (size_t I = 0; I < Slowest.size(); ++I) {
    Slowest[I] = I;
    Seconds += Of.Results[I].Seconds;
  }
  sort(Slowest, [&](size_t A, size_t B) {
    return std::tuple(Of.Results[B].Seconds, A) < std::tuple(Of.Results[A].Seconds, B);
  });
  size_t Known = count_if(Of.Results, [](const UnitResult &Each) { return Each.FromCache; });
  Out << Of.Units.size() << (Of.Units.size() == 1 ? " unit, " : " units, ") << Known
      << format(" of them from the cache; %.1f s to analyse", Seconds);
  if (Slowest.size() > 1)
    Out << "; the slowest:";
  Out << '\n';
  if (Slowest.size() > 1)
    for (size_t I : ArrayRef(Slowest).take_front(5))
      Out << format("%8.1f s  ", Of.Results[I].Seconds) << relativeTo(Of.Units[I].File, Of.Root)
          << '\n';
}

} // namespace corolint

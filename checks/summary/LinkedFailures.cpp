// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

#include "checks/summary/LinkedFailures.h"
#include "llvm/ADT/DenseSet.h"
#include "llvm/ADT/STLExtras.h"

using namespace llvm;

namespace corolint {

LinkedFailures::LinkedFailures(ArrayRef<const UnitSummary *> Units) {
  DenseMap<uint64_t, SmallVector<uint64_t, 2>> Users; // Whose failures hinge on a function.
  std::vector<uint64_t> Queue;
  for (const UnitSummary *Unit : Units)
    for (const TaskFailure &Each : Unit->Failures) {
      Functions[Each.Key].Definitions.push_back({Unit, &Each});
      for (uint64_t Task : Each.If)
        Users[Task].push_back(Each.Key);
      Queue.push_back(Each.Key);
    }
  // A state only ever rises, twice at most.
  while (!Queue.empty()) {
    uint64_t Key = Queue.back();
    Queue.pop_back();
    Function &Of = Functions.find(Key)->second;
    State New = stateOf(*Of.Definitions.front().Of);
    if (any_of(Of.Definitions, [&](const Proof &Each) { return stateOf(*Each.Of) != New; }))
      New = State::Unknown;
    if (std::exchange(Of.Known, New) != New)
      append_range(Queue, Users.lookup(Key));
  }
}

LinkedFailures::State LinkedFailures::stateOf(uint64_t Key) const {
  auto Known = Functions.find(Key);
  return Known == Functions.end() ? State::Unknown : Known->second.Known;
}

LinkedFailures::State LinkedFailures::stateOf(const TaskFailure &Definition) const {
  if (!Definition.At)
    return State::Sound;
  State Gravest = Definition.If.empty() ? State::MayFail : State::Sound;
  for (uint64_t Task : Definition.If)
    Gravest = std::max(Gravest, stateOf(Task));
  return Gravest;
}

bool LinkedFailures::isRight(const UnsettledFinding &Finding) const {
  return any_of(Finding.If, [&](uint64_t Task) {
    State Of = stateOf(Task);
    return Of == State::MayFail || (Of == State::Unknown && !Finding.NeedsProof);
  });
}

std::optional<LinkedFailures::Proof>
LinkedFailures::proofOf(const UnsettledFinding &Finding) const {
  DenseSet<uint64_t> Seen;
  std::vector<uint64_t> Pending(Finding.If.rbegin(), Finding.If.rend());
  while (!Pending.empty()) {
    uint64_t Task = Pending.back();
    Pending.pop_back();
    if (stateOf(Task) != State::MayFail || !Seen.insert(Task).second)
      continue;
    Proof Of = Functions.find(Task)->second.Definitions.front();
    if (Of.Of->If.empty())
      return Of;
    Pending.insert(Pending.end(), Of.Of->If.rbegin(), Of.Of->If.rend());
  }
  return std::nullopt;
}

} // namespace corolint

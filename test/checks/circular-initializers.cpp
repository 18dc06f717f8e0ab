// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-use-after-move,async-dangling-argument,async-invalidated-reference,async-unbounded-spawn,async-blocking-call,async-unobserved-failure -- -std=c++20

// Variables that stand in their own initialisers, against a warning or by mistake: what follows a name to what it is bound to comes
// to an end.
#include "Inputs/runtime.h"
#include <ranges>
#include <utility>
#include <vector>

using lib::Task;

lib::Awaiter<> tick();
struct Entry {
  std::vector<int> Rows;
  std::vector<Entry *> Parts;
  Task<> run() {
    for (int Row : Rows)
      co_await tick();
    // CHECK-MESSAGES: :[[@LINE-2]]:18: warning: the loop goes on over 'Rows', which 'ofItself' may remove from
  }
};

Task<> ofItself() {
  Entry &Alias = Alias;
  Alias.Rows.clear();
  co_await tick();
  std::move(Alias).Rows.clear();
}

Task<> pointerToItself() {
  Entry *Found = Found;
  auto &First = Found->Rows.front();
  co_await tick();
  ++First;
  Found->Rows.clear();
  rt::spawn(Found->run());
}

Task<> lives() {
  static Entry &Kept = Kept;
  rt::spawn(Kept.run());
  co_await tick();
}

void elements(std::vector<Entry> Entries) {
  for (Entry &Each : Entries) {
    Entry &Same = Same;
    rt::spawn(Same.run());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
}

Task<> taskOfItself() {
  Task<> Running = std::move(Running);
  co_await std::move(Running);
}

// A reference to what another names is followed.
Task<> byTwoNames(Entry Given) {
  Entry &Alias = Given, &Again = Alias;
  auto Taken = std::move(Again);
  co_await tick();
  Alias.Rows.clear();
  Given.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Given' is used after it was moved
}

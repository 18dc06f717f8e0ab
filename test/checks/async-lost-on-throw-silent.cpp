// RUN: %check_corolint %s %t --model-file=%S/Inputs/failures-model.yaml --checks=-*,async-lost-on-throw -- -std=c++23

// What is not reported of tasks that are awaited one after the other.

#include "Inputs/failures.h"

using lib::Eager;
using lib::Task;

Eager<> save(int);
Eager<> saveQuietly(int) noexcept;
Task<> lazy(int);
lib::Hot<> hot(int);
void log(const char *);
void keep(Eager<> &);

// Nothing runs before it is awaited.
Task<> lazyOnes() {
  auto First = lazy(1);
  auto Second = lazy(2);
  co_await std::move(First);
  co_await std::move(Second);
}

// What its destructor ends does not run on.
Task<> endedOnes() {
  auto First = hot(1);
  auto Second = hot(2);
  co_await First;
  co_await Second;
}

Task<> oneAfterTheOther() {
  auto First = save(1);
  co_await First;
  auto Second = save(2);
  co_await Second;
}

Task<> caught() {
  auto First = save(1);
  auto Second = save(2);
  try {
    co_await First;
  } catch (...) {
    log("failed");
  }
  co_await Second;
}

Eager<> catches() {
  try {
    co_await save(1);
  } catch (...) {
    log("failed");
  }
}

// The one that is awaited first does not fail.
Task<> cannotFail() {
  auto First = saveQuietly(1);
  auto Second = save(2);
  co_await First;
  co_await Second;
}
Task<> catchesItself() {
  auto First = catches();
  auto Second = save(2);
  co_await First;
  co_await Second;
}

Task<> handedOn() {
  auto First = save(1);
  auto Second = save(2);
  keep(Second);
  co_await First;
  co_await Second;
}

Task<> together() {
  auto First = save(1);
  auto Second = save(2);
  co_await lib::all(std::move(First), std::move(Second));
}

Task<> aContainerTogether(const std::vector<int> &Values) {
  std::vector<Eager<>> Running;
  for (int Value : Values)
    Running.push_back(save(Value));
  co_await lib::allOf(std::move(Running));
}

Task<> caughtInTheLoop(const std::vector<int> &Values) {
  std::vector<Eager<>> Running;
  for (int Value : Values)
    Running.push_back(save(Value));
  for (auto &Each : Running) {
    try {
      co_await Each;
    } catch (...) {
      log("failed");
    }
  }
}

Task<> oneInAContainer() {
  std::vector<Eager<>> Running;
  Running.push_back(save(1));
  for (auto &Each : Running)
    co_await Each;
}

Task<> ofACaller(std::vector<Eager<>> Running) {
  for (auto &Each : Running)
    co_await Each;
}

std::vector<Eager<>> Kept;
Task<> ofAMember() {
  for (auto &Each : Kept)
    co_await Each;
}

// --- What is awaited between the starts cannot throw, is caught, or only paces them ----------------------------------------------------

Eager<int> load(int);
Eager<int> loadQuietly(int) noexcept;
class Places {
public:
  explicit Places(int Count);
  lib::Awaiter<> acquire();
  void release();
};

Task<> pacesTheStarts(const std::vector<int> &Values, Places &Free) {
  std::vector<Eager<>> Running;
  for (int Value : Values) {
    co_await Free.acquire();
    co_await lib::pause();
    Running.push_back(save(co_await loadQuietly(Value)));
  }
  co_await lib::allOf(std::move(Running));
}

Task<> catchesBetween(const std::vector<int> &Values) {
  std::vector<Eager<>> Running;
  for (int Value : Values) {
    int Opened = 0;
    try {
      Opened = co_await load(Value);
    } catch (...) {
      log("failed");
    }
    Running.push_back(save(Opened));
  }
  co_await lib::allOf(std::move(Running));
}

Task<> anotherInEachTurn(const std::vector<int> &Values) {
  for (int Value : Values) {
    int Opened = co_await load(Value);
    std::vector<Eager<>> Running;
    Running.push_back(save(Opened));
    co_await lib::allOf(std::move(Running));
  }
}

Task<> knownToOthers(const std::vector<int> &Values, std::vector<Eager<>> *&Shown) {
  std::vector<Eager<>> Running;
  Shown = &Running;
  for (int Value : Values) {
    int Opened = co_await load(Value);
    Running.push_back(save(Opened));
  }
  co_await lib::allOf(std::move(Running));
}

Task<> quietOnes(const std::vector<int> &Values) {
  std::vector<Eager<>> Running;
  for (int Value : Values) {
    int Opened = co_await load(Value);
    Running.push_back(saveQuietly(Opened));
  }
  co_await lib::allOf(std::move(Running));
}

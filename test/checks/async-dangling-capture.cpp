// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Coroutine lambdas whose captures are gone before the coroutine has ended.

#include "Inputs/runtime.h"
#include <functional>
#include <string>
#include <utility>
#include <vector>

using lib::Detached;
using lib::Eager;
using lib::Generator;
using lib::Task;

void use(int);
void use(const std::string &);
Eager<> rest();
std::string make();

// --- Called on the spot -------------------------------------------------------------------------------------------------------

void started(int Number, std::string &Text) {
  rt::spawn([Number, &Text]() -> Task<> {
    use(Number);
    use(Text);
    co_return;
  }());
}

void startedEverything(int Number) {
  rt::spawn([&]() -> Task<> {
    use(Number);
    co_return;
  }());
}

Task<> stored(int Number) {
  auto Pending = [Number]() -> Task<> {
    use(Number);
    co_return;
  }();
  co_await std::move(Pending);
}

Task<> returned(int Number) {
  return [Number](int Other) -> Task<> {
    use(Number + Other);
    co_return;
  }(1);
}

void runsOn(int Number) {
  [Number]() -> Detached {
    co_await rest();
    use(Number);
  }();
}

Generator<Task<>> yields(int Number) {
  co_yield [&]() -> Task<> {
    use(Number);
    co_return;
  }();
}

class Service {
public:
  void start() {
    Pending.push_back([this]() -> Task<> {
      ++Count;
      co_return;
    }());
  }

private:
  std::vector<Task<>> Pending;
  int Count = 0;
};

// --- In a variable ------------------------------------------------------------------------------------------------------------

void named(int Number) {
  auto Work = [Number]() -> Task<> {
    use(Number);
    co_return;
  };
  rt::spawn(Work());
}

Task<> inTurns(int Turns) {
  std::vector<Task<>> Pending;
  for (int I = 0; I < Turns; ++I) {
    auto Work = [I]() -> Task<> {
      use(I);
      co_return;
    };
    Pending.push_back(Work());
  }
  co_await rt::whenAll(std::move(Pending));
}

// --- Kept, but not what it refers to ------------------------------------------------------------------------------------------

void keptByReference(std::string Text) {
  rt::spawnKept([&Text]() -> Task<> {
    use(Text);
    co_return;
  });
}

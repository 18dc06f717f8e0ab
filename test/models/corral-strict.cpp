// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of corral says beyond corral.cpp, in the strict profile.

#include "corral.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using corral::Task;

Task<int> load(int);
Task<> store(int);
// Of a network, so that it needs a time limit.
[[clang::annotate("corolint::awaits: peer")]] Task<int> fetch();
struct Loop {};

void starts(corral::UnsafeNursery &Nursery, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Nursery.start([Number] { return store(Number); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a 'corral::Semaphore': 'co_await semaphore.lock()'
}

Task<> limited(Loop &Loop) {
  co_await fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to give up after a time: 'corral::anyOf' with a 'corral::sleepFor'
  co_await corral::anyOf(fetch(), corral::sleepFor(Loop, 1s));
}

struct Server {
  std::atomic<bool> Ready{false};
  Task<> polls(Loop &Loop) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await corral::sleepFor(Loop, 1s);
  }
  Task<> yields() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await corral::yield;
  }
};

// Nothing is under way when these have returned.
Task<int> isDone(corral::Semaphore::Lock &&Given) {
  auto Held = std::move(Given);
  return corral::just(1);
}
Task<> doesNothing(corral::Semaphore::Lock &&Given) {
  auto Held = std::move(Given);
  return corral::noop();
}
Task<int> isUnderWay(corral::Semaphore::Lock &&Given) {
  auto Held = std::move(Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Held' is given back when this function returns, while the task that it returns is still under way [async-dangling-return]
  return load(1);
}

// The callable is kept, but not what it refers to.
void use(int) noexcept;
void refers(corral::Nursery &Nursery) {
  int Number = 1;
  Nursery.start([&Number]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Number' is captured by reference and gone when the coroutine runs [async-dangling-capture]
    co_await store(1);
    use(Number);
  });
}

// --- Executors and places ---

// What a thread of the pool runs may block it.
void runUntilDone(Task<>);
Task<> elsewhere(corral::ThreadPool &Threads) {
  co_await Threads.run([] {
    runUntilDone([]() -> Task<> {
      std::this_thread::sleep_for(1s);
      co_return;
    }());
  });
}
// With a place, it may be alone with what others change.
struct Cache {
  std::vector<int> Items;
  Task<> grows() {
    Items.push_back(1);
    co_return;
  }
  Task<> reads(corral::Semaphore &Limit) {
    co_await Limit.acquire();
    const int &First = Items.front();
    co_await store(1);
    use(First);
  }
  Task<> readsAtRisk() {
    const int &First = Items.front();
    co_await store(1);
    use(First);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'First' leads into 'Items', which 'grows' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }
};

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs
// RUN: %check_corolint %s %t.before -- -std=c++20 -I%S/Inputs -DCORRAL_BEFORE_ERROR_POLICIES

// What the model of corral makes of its types and functions.

#include "corral.h"
#include <thread>

using namespace std::chrono_literals;

struct Loop {};
corral::Task<int> load(int);

corral::Task<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await load(1);
}

corral::Task<void> waits(Loop &Events, corral::ThreadPool &Threads) {
  corral::run(Events, load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'run' waits on the event loop for asynchronous work: it runs an event loop inside this one until the task has ended [async-sync-wait]
  co_await Threads.run([] { std::this_thread::sleep_for(1s); });
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

corral::Task<void> gathers(std::vector<int> Numbers) {
  std::vector<corral::Task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await corral::allOf(Tasks);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'allOf' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
}

void starts(corral::Nursery &Nursery, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Nursery.start(load, Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// It closes itself.
void startsUnsafely(Loop &Events, const std::vector<int> &Numbers) {
  corral::UnsafeNursery Nursery(Events);
  for (int Number : Numbers)
    Nursery.start(load, Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// Tasks given one by one are as many as were written.
corral::Task<void> gathersSome(Loop &Events) {
  co_await corral::allOf(load(1), load(2));
  co_await corral::anyOf(load(1), corral::sleepFor(Events, 1s));
}

corral::Task<void> bounded(corral::Nursery &Nursery, corral::Semaphore &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.acquire();
    Nursery.start(load, Number);
  }
}

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of folly makes of its types and functions.

#include "folly.h"
#include <thread>

using namespace std::chrono_literals;

using folly::coro::Task;

Task<int> load(int);
Task<void> store(int);

Task<void> drops(folly::Executor *Executor) {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  load(1).scheduleOn(Executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'scheduleOn' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await load(1);
}

Task<void> waits(folly::SemiFuture<int> Future) {
  folly::coro::blockingWait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'blockingWait' blocks the event loop: it {{.+}} [async-blocking-call]
  folly::coro::blocking_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'blocking_wait' blocks the event loop: it {{.+}} [async-blocking-call]
  std::move(Future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'get' blocks the event loop: it {{.+}} [async-blocking-call]
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await folly::coro::sleep({{.*}}1ms
  co_return;
}

void ordinary() { folly::coro::blockingWait(store(1)); }

Task<void> gathers(std::vector<Task<int>> Given, std::vector<int> Numbers) {
  co_await folly::coro::collectAllTryRange(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: the result of 'collectAllTryRange' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  std::vector<Task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await folly::coro::collectAllRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'collectAllRange' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-SUGGESTED: co_await folly::coro::collectAllWindowed(std::move(Tasks), 16);
  co_await folly::coro::collectAny(load(1), load(2));
}

void adds(folly::coro::AsyncScope &Scope, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Scope.add(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'add' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

Task<void> bounded(folly::coro::AsyncScope &Scope, folly::fibers::Semaphore &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.co_wait();
    Scope.add(store(Number));
  }
}

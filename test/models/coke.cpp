// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of coke makes of its types and functions.

#include "coke.h"
#include <thread>

using namespace std::chrono_literals;

coke::Task<int> load(int);
coke::Task<void> store(int);

coke::Task<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await load(1);
}

coke::Task<void> waits() {
  coke::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sync_wait' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await coke::sleep(1s);
  co_await coke::go([] { std::this_thread::sleep_for(2s); });
}

coke::Task<void> switches() {
  co_await coke::switch_go_thread();
  std::this_thread::sleep_for(3s);
}

coke::Task<void> gathers(std::vector<int> Numbers) {
  std::vector<coke::Task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await coke::async_wait(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'async_wait' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
}

void detaches(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    coke::detach(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

coke::Task<void> bounded(coke::Semaphore &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.acquire();
    coke::detach(store(Number));
  }
}

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of corral says beyond corral.cpp, in the strict profile.

#include "corral.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using corral::Task;

Task<int> load(int);
Task<> store(int);
struct Loop {};

void starts(corral::UnsafeNursery &Nursery, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Nursery.start([Number] { return store(Number); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a 'corral::Semaphore': 'co_await semaphore.lock()'
}
Task<> races() { co_await corral::anyOf(load(1), load(2)); }

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

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of Boost.Cobalt says beyond cobalt.cpp, in the strict profile.

#include "cobalt.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
namespace cobalt = boost::cobalt;

cobalt::promise<int> load(int);
cobalt::promise<void> store(int);
void use(int) noexcept;

void detaches(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    store(Number).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a 'boost::cobalt::channel' with a limit, written to before each start and read from at the end of each task
  for (int Number : Numbers)
    +store(Number);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'operator+' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a 'boost::cobalt::channel' with a limit, written to before each start and read from at the end of each task
}
// It keeps the callable, but not what that refers to.
void keeps() {
  int Number = 1;
  +cobalt::with(1, [&Number](int) -> cobalt::promise<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Number' is captured by reference and gone when the coroutine goes on after a suspension [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'operator+' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is used here, after a suspension
    co_await store(1);
    use(Number);
  });
}

// --- Times and cancellation ---

struct Server {
  std::atomic<bool> Ready{false};
  cobalt::task<void> ready() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await cobalt::io::sleep(1s);
  }
};
cobalt::promise<void> drops() {
  cobalt::io::sleep(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_return;
}
cobalt::promise<void> stops() {
  for (;;) {
    try {
      co_await load(1);
    } catch (const boost::system::system_error &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stops' cannot be stopped: this handler also catches 'boost::system::system_error', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
      use(1);
    }
  }
}

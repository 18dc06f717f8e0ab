// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of Boost.Cobalt makes of its types and functions.

#include "cobalt.h"
#include <thread>

using namespace std::chrono_literals;

namespace cobalt = boost::cobalt;

cobalt::promise<int> starts(int);
cobalt::task<int> waitsToBeAwaited(int);

cobalt::task<void> drops() {
  starts(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'starts' is never awaited: what it started is cancelled at once [async-unawaited-result]
  waitsToBeAwaited(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'waitsToBeAwaited' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  +starts(1);
  co_await starts(1);
}

cobalt::task<void> waits() {
  cobalt::run(waitsToBeAwaited(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'run' blocks the event loop: it runs an event loop of its own until the task has ended [async-blocking-call]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await boost::cobalt::io::sleep(1s);
  co_return;
}

cobalt::task<void> gathers(std::vector<cobalt::promise<int>> A) {
  co_await cobalt::gather(A);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: the result of 'gather' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-SUGGESTED: co_await cobalt::join(A);
  co_await cobalt::join(A);
}

void spawns(cobalt::executor Executor, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    cobalt::spawn(Executor, waitsToBeAwaited(Number), 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

cobalt::task<void> bounded(cobalt::executor Executor, cobalt::channel<int> &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.write(1);
    cobalt::spawn(Executor, waitsToBeAwaited(Number), 0);
  }
}

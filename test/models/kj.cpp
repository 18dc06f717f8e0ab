// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of KJ makes of its types and functions.

#include "kj.h"
#include <thread>

using namespace std::chrono_literals;

kj::Promise<int> load(int);
kj::Promise<void> store(int);

kj::Promise<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: what it started is cancelled at once [async-unawaited-result]
  co_await load(1);
}

kj::Promise<void> waits(kj::WaitScope &Scope, kj::Executor &Other) {
  store(1).wait(Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'wait' blocks the event loop: it runs the event loop inside itself, which ends the program on a loop that runs [async-blocking-call]
  Other.executeSync([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'executeSync' blocks the event loop: it waits until another thread has run the function [async-blocking-call]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return;
}

void adds(kj::TaskSet &Tasks, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Tasks.add(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'add' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

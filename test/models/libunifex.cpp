// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of libunifex makes of its types and functions.

#include "libunifex.h"
#include <thread>

using namespace std::chrono_literals;

unifex::task<int> load(int);
unifex::task<void> store(int);

unifex::task<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await load(1);
}

unifex::task<void> waits() {
  unifex::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sync_wait' blocks the event loop: it waits for the sender on this thread [async-blocking-call]
  co_return;
}

void ordinary() { unifex::sync_wait(store(1)); }

void spawns(unifex::async_scope &Scope, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    unifex::spawn_detached(store(Number), Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn_detached' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

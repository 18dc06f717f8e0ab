// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of stdexec and exec makes of their types and functions, which are function objects.

#include "stdexec.h"
#include <thread>

using namespace std::chrono_literals;

exec::task<int> load(int);
exec::task<void> store(int);

exec::task<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  stdexec::just(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'just' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_await load(1);
}

exec::task<void> waits() {
  stdexec::sync_wait(stdexec::just(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sync_wait' blocks the event loop: it waits for the sender on this thread [async-blocking-call]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return;
}

exec::task<void> switches(exec::static_thread_pool &Pool) {
  co_await exec::reschedule_coroutine_on(Pool.get_scheduler());
  std::this_thread::sleep_for(1s);
}

void starts(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    exec::start_detached(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'start_detached' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

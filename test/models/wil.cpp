// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of WIL makes of its tasks.

#include "cppwinrt.h"
#include "wil.h"
#include <thread>

using namespace std::chrono_literals;

wil::task<int> load(int);

wil::task<int> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  co_return co_await load(1);
}

wil::task<int> waits() {
  load(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'get' waits on the event loop for asynchronous work: it waits for the task on this thread [async-sync-wait]
  co_return 1;
}

// On a dispatcher's thread, whichever dispatcher it is.
struct Dispatcher {};
wil::com_task<int> switches(const Dispatcher &Window) {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited
  co_await wil::resume_foreground(Window);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop
  co_return co_await load(1);
}

wil::com_task<int> comesBack(const Dispatcher &Window) {
  co_await winrt::resume_background();
  std::this_thread::sleep_for(1s);
  co_await wil::resume_foreground(Window);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return co_await load(1);
}

int ordinary() { return load(1).get(); }

wil::task<int> locks(wil::srwlock &Lock) {
  auto Held = Lock.lock_exclusive();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Held' holds its lock while the coroutine is suspended
  co_return co_await load(1);
}

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of C++/WinRT makes of its types and functions.

#include "cppwinrt.h"
#include <thread>

using namespace std::chrono_literals;

using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

IAsyncAction save(int);
IAsyncOperation<int> load(int);

IAsyncAction drops() {
  save(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'save' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  co_await save(1);
}

winrt::fire_and_forget forgotten() { co_return; }
void forgets() { forgotten(); }

IAsyncAction waits() {
  save(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'get' waits on the event loop for asynchronous work: it waits for the operation on this thread [async-sync-wait]
  load(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'get' waits on the event loop for asynchronous work: it waits for the operation on this thread [async-sync-wait]
  save(1).wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'wait_for' waits on the event loop for asynchronous work: it waits for the operation on this thread [async-sync-wait]
  save(1).wait_for(0s);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:{{[0-9]+}}: note: use instead: 'co_await winrt::resume_after(…)', after which the coroutine goes on on a thread of the pool
  co_return;
}

void ordinary() { save(1).get(); }

IAsyncAction switches(const winrt::Dispatcher &Window) {
  co_await winrt::resume_background();
  std::this_thread::sleep_for(2s);
  co_await winrt::resume_foreground(Window);
}
IAsyncAction comesBack() {
  winrt::apartment_context Caller;
  co_await winrt::resume_background();
  std::this_thread::sleep_for(2s);
  co_await Caller;
  std::this_thread::sleep_for(2s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

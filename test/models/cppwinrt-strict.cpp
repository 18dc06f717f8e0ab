// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of C++/WinRT says beyond cppwinrt.cpp, in the strict profile.

#include "cppwinrt.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;

using winrt::Windows::Foundation::IAsyncAction;
using winrt::Windows::Foundation::IAsyncOperation;

IAsyncAction save(int);
IAsyncOperation<int> load(int);
void use(int) noexcept;
// Of a network, so that it needs a time limit.
[[clang::annotate("corolint::awaits: peer")]] IAsyncAction fetch();

// --- Objects that are counted ---

struct Page : winrt::implements<Page, int> {
  int Count = 0;
  void start() { run(); }
  void startKept() { runKept(); }
  winrt::fire_and_forget run() {
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: nobody can await 'run', and an exception that leaves it ends the program [async-detached-coroutine]
    co_await winrt::resume_after(1s);
    ++Count;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object may be gone here: nothing has kept it alive while 'run' was suspended [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE-6]]:26: note: nobody can wait for 'run' before the object is destroyed
  }
  winrt::fire_and_forget runKept() {
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: nobody can await 'runKept', and an exception that leaves it ends the program [async-detached-coroutine]
    auto Self = get_strong();
    co_await winrt::resume_after(1s);
    ++Count;
  }
};

// --- Gathers ---

winrt::fire_and_forget gathers() { co_await winrt::when_all(save(1), save(2)); }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: nobody can await 'gathers', and an exception that leaves it ends the program [async-detached-coroutine]
// CHECK-MESSAGES: :[[@LINE-2]]:36: warning: a failure of what 'when_all' gathers ends the program: nothing here catches it [async-unhandled-gather]
IAsyncAction limited() {
  co_await fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  co_await winrt::when_any(fetch(), save(1));
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  IAsyncAction polls() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await winrt::resume_after(1s);
  }
};

// --- Threads ---

IAsyncAction switches(void *Signal) {
  co_await winrt::resume_on_signal(Signal);
  std::this_thread::sleep_for(2s);
}
IAsyncAction comesBack(winrt::Dispatcher Window) {
  co_await winrt::resume_background();
  std::this_thread::sleep_for(2s);
  co_await winrt::resume_foreground(Window);
  std::this_thread::sleep_for(2s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

// --- Cancellation ---

IAsyncAction stops() {
  for (;;) {
    try {
      co_await save(1);
    } catch (const winrt::hresult_error &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stops' cannot be stopped: this handler also catches 'winrt::hresult_canceled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      use(1);
    }
  }
}

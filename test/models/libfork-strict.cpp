// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of libfork says beyond libfork.cpp, in the strict profile.

#include "libfork.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;

// A coroutine of a library for event loops beside those of libfork.
template <typename T> struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<T> operator co_await() &&;
};

inline constexpr auto Fibonacci = [](auto, int) -> lf::task<int> { co_return 1; };

Task<void> waits(lf::lazy_pool &Pool) {
  auto Result = lf::schedule(Pool, Fibonacci, 1);
  Result.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' waits on the event loop for asynchronous work: it parks the thread until the task has ended [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: 'lf::call' or 'lf::fork' and 'lf::join'
  co_return;
}
Task<void> gets(lf::lazy_pool &Pool) {
  lf::schedule(Pool, Fibonacci, 1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' waits on the event loop for asynchronous work: it parks the thread until the task has ended [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: 'lf::call' or 'lf::fork' and 'lf::join'
  co_return;
}
Task<void> drops(lf::lazy_pool &Pool) {
  lf::schedule(Pool, Fibonacci, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'schedule' is never awaited: dropping its result blocks the thread until the work is done [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: co_await cannot be written here; start it with 'lf::detach' or wait for it with 'lf::sync_wait'
  co_return;
}
void starts(lf::lazy_pool &Pool, const std::vector<int> &Numbers, std::vector<lf::future<int>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(lf::schedule(Pool, Fibonacci, Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'schedule' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:20: note: to bound them, await a limiter before each start: a counting semaphore
}
Task<void> switches(lf::lazy_pool &Pool) {
  co_await lf::resume_on(&Pool);
  std::this_thread::sleep_for(1s);
}

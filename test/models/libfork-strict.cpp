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
  Result.get();
  co_return;
}
void starts(lf::lazy_pool &Pool, const std::vector<int> &Numbers, std::vector<lf::future<int>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(lf::schedule(Pool, Fibonacci, Number));
}
Task<void> switches(lf::lazy_pool &Pool) {
  co_await lf::resume_on(&Pool);
  std::this_thread::sleep_for(1s);
}

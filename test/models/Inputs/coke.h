// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of coke that its model speaks of.

#pragma once

#include "parts.h"

namespace coke {

namespace detail {
template <typename T = void> class [[nodiscard]] Task {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    Task get_return_object();
  };
  Task(Task &&) noexcept;
  ~Task();
  parts::Awaiter<T> operator co_await() &&;
  void detach();
  void start();
};
} // namespace detail
using detail::Task;

template <typename T> void detach(Task<T> &&);
template <typename T> T sync_wait(Task<T> &&);
template <typename T> Task<std::vector<T>> async_wait(std::vector<Task<T>> &&);
template <typename T> class Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  parts::Awaiter<int> wait();
};
template <typename T> Future<T> create_future(Task<T> &&);
template <typename FUNC, typename... ARGS> auto make_task(FUNC &&func, ARGS &&...) {
  return parts::make<std::invoke_result_t<FUNC, ARGS...>>();
}
template <typename FUNC, typename... ARGS> auto sync_call(FUNC &&func, ARGS &&...args) {
  return sync_wait(make_task(std::forward<FUNC>(func), std::forward<ARGS>(args)...));
}
class SyncLatch {
public:
  void wait() const noexcept;
};
class [[nodiscard]] GoAwaiter : public parts::Awaiter<int> {};
class [[nodiscard]] SleepAwaiter : public parts::Awaiter<int> {};
SleepAwaiter sleep(std::chrono::nanoseconds);
SleepAwaiter yield();
class QpsPool {
public:
  QpsPool(long, long = 1);
  void reset_qps(long, long = 1);
  SleepAwaiter get(unsigned = 1);
};
template <typename FUNC, typename... ARGS> parts::Awaiter<int> go(FUNC &&, ARGS &&...) { return {}; }
parts::Awaiter<void> switch_go_thread();

class Semaphore {
public:
  explicit Semaphore(std::uint32_t);
  parts::Awaiter<int> acquire();
  void release(std::uint32_t = 1);
};

} // namespace coke

template <typename T> class WFFuture {
public:
  T get();
  void wait() const;
};
class WFFacilities {
public:
  class WaitGroup {
  public:
    WaitGroup(int);
    void wait() const;
  };
  static void usleep(unsigned int);
  template <class REQ> static int request(int, const std::string &, REQ &&, int);
  template <class FUNC> static void go(const std::string &, FUNC &&) {}
};

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of folly that its model speaks of.

#pragma once

#include "parts.h"
#include <thread>

namespace folly {

using HighResDuration = std::chrono::microseconds;

template <class T> class Try {
public:
  bool hasException() const noexcept;
  T &value();
};
class Executor {};
class CPUThreadPoolExecutor : public Executor {
public:
  void add(std::function<void()>);
  void join();
};
class EventBase : public Executor {
public:
  bool loop();
  bool loopOnce(int Flags = 0);
  void loopForever();
  void runInLoop(std::function<void()>, bool ThisIteration = false);
  void runInEventBaseThread(std::function<void()>) noexcept;
  void runInEventBaseThreadAndWait(std::function<void()>) noexcept;
};
class AsyncTimeout {
public:
  virtual ~AsyncTimeout();
  virtual void timeoutExpired() noexcept = 0;
};
template <typename T> class UnboundedQueue {
public:
  void enqueue(T) { std::this_thread::sleep_for(std::chrono::microseconds(1)); }
};
class Latch {
public:
  void wait();
};
struct Unit {};
template <class T> class SemiFuture {
public:
  SemiFuture(SemiFuture &&) noexcept;
  ~SemiFuture();
  T get() &&;
  T get(HighResDuration) &&;
  template <typename F> SemiFuture deferValue(F &&) && { return parts::make<SemiFuture>(); }
  SemiFuture within(HighResDuration) &&;
  bool isReady() const;
  friend parts::Awaiter<T> operator co_await(SemiFuture &&) noexcept;

private:
  std::shared_ptr<T> Core;
};

template <class T> class Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  T get() &&;
  T getVia(Executor *) &&;
  friend parts::Awaiter<T> operator co_await(Future &&) noexcept;
};
template <typename F> Future<Unit> via(Executor *, F &&) { return parts::make<Future<Unit>>(); }

namespace coro {

template <typename T> class Task;
template <typename T> class TaskWithExecutor;
namespace detail {
template <typename Awaitable> struct Awaited { using type = int; };
template <template <typename> class Awaitable, typename T> struct Awaited<Awaitable<T>> { using type = T; };
template <typename T> class TaskPromise : public parts::Promise<std::suspend_always>, public parts::Returns<T> {
public:
  Task<T> get_return_object() noexcept;
  template <typename Awaitable>
  parts::Awaiter<typename Awaited<std::remove_cvref_t<Awaitable>>::type> await_transform(Awaitable &&) noexcept;
};
} // namespace detail

/// Awaitable by a customisation point alone.
template <typename T = void> class [[nodiscard]] Task {
public:
  using promise_type = detail::TaskPromise<T>;
  Task(Task &&) noexcept;
  ~Task();
  TaskWithExecutor<T> scheduleOn(Executor *) && noexcept;
  SemiFuture<int> semi() &&;
  friend parts::Awaiter<T> co_viaIfAsync(Executor *, Task) noexcept;
};
template <typename T> class [[nodiscard]] TaskWithExecutor {
public:
  TaskWithExecutor(TaskWithExecutor &&) noexcept;
  ~TaskWithExecutor();
  SemiFuture<int> start() &&;
  template <typename F> void start(F &&) && {}
  parts::Awaiter<T> operator co_await() && noexcept;
};

struct blocking_wait_fn {
  template <typename Awaitable> int operator()(Awaitable &&) const;
};
inline constexpr blocking_wait_fn blocking_wait{};
static constexpr blocking_wait_fn const &blockingWait = blocking_wait;

Task<void> sleep(std::chrono::microseconds);
template <typename InputRange> Task<std::vector<int>> collectAllRange(InputRange);
template <typename InputRange> Task<std::vector<Try<int>>> collectAllTryRange(InputRange);
template <typename InputRange> Task<std::vector<int>> collectAllWindowed(InputRange, std::size_t);
template <typename InputRange> Task<std::vector<Try<int>>> collectAllTryWindowed(InputRange, std::size_t);
template <typename... T> Task<std::pair<std::size_t, Try<int>>> collectAny(Task<T>...);

class AsyncScope {
public:
  ~AsyncScope();
  template <typename Awaitable> void add(Awaitable &&, void * = nullptr);
  Task<void> joinAsync() noexcept;
};

} // namespace coro

namespace fibers {
class Semaphore {
public:
  explicit Semaphore(std::size_t);
  coro::Task<void> co_wait();
  void signal();
};
} // namespace fibers

} // namespace folly

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of async_simple that its model speaks of.

#pragma once

#include "parts.h"
#include <cstdint>
#include <stdexcept>

namespace async_simple {

template <typename T> class Try {
public:
  bool hasError() const;
  const T &value() const;
};
class SignalException : public std::runtime_error {
public:
  using std::runtime_error::runtime_error;
};
class Executor {};
template <typename T> class Future {
public:
  Future(Future &&) noexcept;
  T get() &&;
  void wait();
  parts::Awaiter<T> operator co_await();
};
template <typename T> class Promise {
public:
  Future<T> getFuture();
  void setValue(T &&);
};
template <typename T> Future<T> makeReadyFuture(T &&);

namespace util {
class ThreadPool {
public:
  int scheduleById(std::function<void()>, std::int32_t = -1);
};
} // namespace util
namespace uthread {
struct Attribute {
  Executor *ex;
};
class Uthread {
public:
  Uthread() = default;
  template <class Func> Uthread(Attribute, Func &&) {}
  Uthread(Uthread &&) noexcept = default;
  template <class Callback> bool join(Callback &&) { return true; }
  void detach();
};
} // namespace uthread

namespace coro {
namespace detail {
template <typename T, bool reschedule> class LazyBase {
public:
  template <typename F> void start(F &&callback) {}
};
} // namespace detail

template <typename T> class RescheduleLazy;
template <typename T = void> class [[nodiscard]] Lazy : public detail::LazyBase<T, false> {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    Lazy get_return_object() noexcept;
  };
  Lazy(Lazy &&) noexcept;
  ~Lazy();
  RescheduleLazy<T> via(Executor *) &&;
  template <typename F> void directlyStart(F &&, Executor *) {}
  parts::Awaiter<T> operator co_await() &&;
};
template <typename T = void> class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T, true> {
public:
  RescheduleLazy(RescheduleLazy &&) noexcept;
  void detach();
};

template <typename T> T syncAwait(Lazy<T> &&);
Lazy<void> sleep(std::chrono::nanoseconds);
parts::Awaiter<void> dispatch(Executor *);
struct Yield {};
parts::Awaiter<void> operator co_await(Yield) noexcept;
class SpinLock {
public:
  void lock() noexcept;
  void unlock() noexcept;
  Lazy<int> coScopedLock() noexcept;
};
template <typename T> Lazy<std::pair<std::size_t, Try<T>>> collectAny(std::vector<Lazy<T>> &&);
template <typename T> Lazy<std::vector<Try<T>>> collectAllPara(std::vector<Lazy<T>> &&);
template <typename T> Lazy<std::vector<Try<T>>> collectAllWindowedPara(std::size_t, bool, std::vector<Lazy<T>> &&);
template <typename T> Lazy<std::vector<Try<T>>> collectAll(std::vector<Lazy<T>> &&);
template <typename T> Lazy<std::vector<Try<T>>> collectAllWindowed(std::size_t, bool, std::vector<Lazy<T>> &&);

template <std::size_t N> class CountingSemaphore {
public:
  explicit CountingSemaphore(std::size_t);
  Lazy<void> acquire();
  Lazy<void> release();
};

} // namespace coro

namespace executors {
class SimpleExecutor : public Executor {};
} // namespace executors
} // namespace async_simple

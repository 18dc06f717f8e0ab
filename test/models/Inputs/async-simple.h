// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of async_simple that its model speaks of.

#pragma once

#include "parts.h"

namespace async_simple {

template <typename T> class Try {
public:
  bool hasError() const;
  const T &value() const;
};
class Executor {};

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

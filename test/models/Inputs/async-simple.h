// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of async_simple that its model speaks of.

#pragma once

#include "parts.h"
#include <cstdint>
#include <iterator>
#include <stdexcept>

namespace async_simple {

template <typename T> class Try {
public:
  bool hasError() const;
  const T &value() const;
};
enum SignalType : std::uint64_t { Terminate = 1 };
class SignalException : public std::runtime_error {
public:
  explicit SignalException(SignalType, std::string = "");
  SignalType value() const;
};
class Executor {
public:
  // Awaitable by its member coAwait alone, like what dispatch() returns.
  class TimeAwaitable {
  public:
    parts::Awaiter<void> coAwait(Executor *);
  };
  TimeAwaitable after(std::chrono::microseconds);
};
template <typename T> class Future {
public:
  using value_type = T;
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
template <std::input_iterator Iterator>
Future<std::vector<Try<typename std::iterator_traits<Iterator>::value_type::value_type>>> collectAll(Iterator, Iterator);

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
enum class Launch { Prompt, Schedule, Current };
template <class F> Future<std::invoke_result_t<F>> async(Launch, Attribute, F &&) {
  return parts::make<Future<std::invoke_result_t<F>>>();
}
} // namespace uthread

namespace coro {
namespace detail {
template <typename T, bool reschedule> class LazyBase {
public:
  template <typename F> void start(F &&callback) {}
  parts::Awaiter<T> operator co_await();
};
template <typename Value> struct LazyPromise : parts::Promise<std::suspend_always>, parts::Returns<Value> {
  template <typename Awaitable> auto await_transform(Awaitable &&Awaited) {
    if constexpr (requires { Awaited.coAwait(nullptr); })
      return Awaited.coAwait(nullptr);
    else if constexpr (requires { static_cast<Awaitable &&>(Awaited).operator co_await(); })
      return static_cast<Awaitable &&>(Awaited).operator co_await();
    else
      return operator co_await(Awaited);
  }
};
class DispatchAwaitable {
public:
  parts::Awaiter<void> coAwait(Executor *);
};
template <typename T> class FutureResumeByScheduleAwaitable {
public:
  parts::Awaiter<T> coAwait(Executor *);
};
} // namespace detail

template <typename T> class RescheduleLazy;
template <typename T = void> class [[nodiscard]] Lazy : public detail::LazyBase<T, false> {
public:
  struct promise_type : detail::LazyPromise<T> {
    Lazy get_return_object() noexcept;
  };
  Lazy(Lazy &&) noexcept;
  ~Lazy();
  RescheduleLazy<T> via(Executor *) &&;
  template <typename F> void directlyStart(F &&, Executor *) {}
};
template <typename T = void> class [[nodiscard]] RescheduleLazy : public detail::LazyBase<T, true> {
public:
  RescheduleLazy(RescheduleLazy &&) noexcept;
  void detach();
};

template <typename T> T syncAwait(Lazy<T> &&);
Lazy<void> sleep(std::chrono::nanoseconds);
Lazy<void> sleep(Executor *, std::chrono::nanoseconds);
detail::DispatchAwaitable dispatch(Executor *);
template <typename T> auto ResumeBySchedule(Future<T> &&) { return detail::FutureResumeByScheduleAwaitable<T>(); }
struct Yield {};
parts::Awaiter<void> operator co_await(Yield) noexcept;
class SpinLock {
public:
  void lock() noexcept;
  void unlock() noexcept;
  Lazy<int> coScopedLock();
};
class ScopedSpinLock {
public:
  explicit ScopedSpinLock(SpinLock &);
  ~ScopedSpinLock();
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

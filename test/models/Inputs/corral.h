// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of corral that its model speaks of.

#pragma once

#include "parts.h"

namespace corral {

template <class T = void> class [[nodiscard]] Task {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    Task get_return_object();
  };
  Task(Task &&) noexcept;
  ~Task();
  parts::Awaiter<T> operator co_await() noexcept;
};

namespace detail {
struct DefaultErrorPolicy {};
} // namespace detail

#ifdef CORRAL_BEFORE_ERROR_POLICIES
class Nursery {
public:
  template <class Callable, class... Args> void start(Callable c, Args... args) {}
};
class UnsafeNursery final : public Nursery {
public:
  template <class EventLoopT> explicit UnsafeNursery(EventLoopT &&) {}
  ~UnsafeNursery();
  void close();
  parts::Awaiter<void> join();
};
#else
template <class PolicyT> class BasicNursery {
public:
  template <class Callable, class... Args> void start(Callable c, Args... args) {}
};
using Nursery = BasicNursery<detail::DefaultErrorPolicy>;

template <class PolicyT> class BasicUnsafeNursery final : public BasicNursery<PolicyT> {
public:
  template <class EventLoopT> explicit BasicUnsafeNursery(EventLoopT &&) {}
  ~BasicUnsafeNursery();
  void close();
  parts::Awaiter<void> join();
};
using UnsafeNursery = BasicUnsafeNursery<detail::DefaultErrorPolicy>;
#endif

template <class T>
concept Awaitable = requires(T &Given) { Given.operator co_await(); };
template <class Range> parts::Awaiter<std::vector<int>> allOf(Range &&);
template <Awaitable... Ts> parts::Awaiter<std::tuple<int>> allOf(Ts &&...);
template <class Range> parts::Awaiter<std::vector<std::optional<int>>> anyOf(Range &&);
template <Awaitable... Ts> parts::Awaiter<std::tuple<std::optional<int>>> anyOf(Ts &&...);
namespace detail {
template <class T> class ReadyAwaiter {
public:
  bool await_ready() const noexcept { return true; }
  bool await_suspend(std::coroutine_handle<>) { return false; }
  T await_resume();
  operator Task<T>();
};
} // namespace detail
inline auto noop() { return detail::ReadyAwaiter<void>(); }
template <class T> auto just(T) { return detail::ReadyAwaiter<T>(); }
template <class EventLoopT, class R, class P> Task<void> sleepFor(EventLoopT &, std::chrono::duration<R, P>);
class Yield {
public:
  parts::Awaiter<void> operator co_await() const;
};
inline constexpr Yield yield{};
template <class EventLoopT, class T> T run(EventLoopT &, Task<T> &&);

class Semaphore {
public:
  class [[nodiscard]] Lock {
  public:
    Lock(Lock &&) noexcept;
    ~Lock();

  private:
    Semaphore *Sem;
  };
  explicit Semaphore(std::size_t = 1);
  [[nodiscard]] parts::Awaiter<void> acquire();
  [[nodiscard]] parts::Awaiter<Lock> lock();
  void release();
};

class ThreadPool {
public:
  template <class F, class... Args> parts::Awaiter<int> run(F &&, Args &&...) { return {}; }
};

} // namespace corral

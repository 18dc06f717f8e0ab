// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of YACLib that its model speaks of.

#pragma once

#include "parts.h"

namespace yaclib {

struct StopError {};
class IExecutor {};
class ManualExecutor : public IExecutor {
public:
  std::size_t Drain() noexcept;
};
class FairThreadPool : public IExecutor {
public:
  void Wait() noexcept;
};
template <typename V, typename E = StopError> class Result {};

template <typename V, typename E> class FutureBase {
public:
  Result<V, E> Get() && noexcept;
  void Detach() && noexcept;
  template <typename Func> void Detach(IExecutor &, Func &&) && {}
};
template <typename V = void, typename E = StopError> class [[nodiscard]] Future final : public FutureBase<V, E> {
public:
  parts::Awaiter<V> operator co_await() && noexcept;
};
template <typename V = void, typename E = StopError> class [[nodiscard]] SharedFuture final {
public:
  SharedFuture(const SharedFuture &) noexcept;
  parts::Awaiter<V> operator co_await() const noexcept;
};
template <typename V = void, typename E = StopError> class [[nodiscard]] Task final {
public:
  Task(Task &&) noexcept;
  ~Task() noexcept;
  Result<V, E> Get() && noexcept;
  void Detach() && noexcept;
  Future<V, E> ToFuture() && noexcept;
  template <typename Func> Task<V, E> Then(IExecutor &, Func &&) && { return parts::make<Task<V, E>>(); }
  parts::Awaiter<V> operator co_await() && noexcept;
};

template <typename... Waited> void Wait(Waited &...) noexcept;
template <typename Rep, typename Period, typename... Waited>
bool WaitFor(const std::chrono::duration<Rep, Period> &, Waited &...) noexcept;
template <typename... Futures> Future<std::vector<int>> WhenAll(Futures...);
template <typename... Futures> Future<int> WhenAny(Futures...);
template <typename... Futures> Future<> Join(Futures...);
template <typename It> Future<> Join(It, std::size_t);
template <typename V> Future<V> MakeFuture(V &&);
class WaitGroup {
public:
  template <typename V, typename E> void Consume(FutureBase<V, E> &&) noexcept;
  parts::Awaiter<void> AwaitOn(IExecutor &) noexcept;
};
class Mutex {
public:
  parts::Awaiter<void> UnlockOn(IExecutor &) noexcept;
};
template <typename V, typename E> Future<V, E> Share(const SharedFuture<V, E> &) noexcept;
template <typename Func> Future<> Run(IExecutor &, Func &&) { return parts::make<Future<>>(); }
parts::Awaiter<void> On(IExecutor &) noexcept;

namespace detail {
template <typename V> struct FuturePromise : parts::Promise<std::suspend_never>, parts::Returns<V> {
  Future<V> get_return_object();
};
template <typename V> struct TaskPromise : parts::Promise<std::suspend_always>, parts::Returns<V> {
  Task<V> get_return_object();
};
} // namespace detail
} // namespace yaclib

template <typename V, typename... Args> struct std::coroutine_traits<yaclib::Future<V>, Args...> {
  using promise_type = yaclib::detail::FuturePromise<V>;
};
template <typename V, typename... Args> struct std::coroutine_traits<yaclib::Task<V>, Args...> {
  using promise_type = yaclib::detail::TaskPromise<V>;
};

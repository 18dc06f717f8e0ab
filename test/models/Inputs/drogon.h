// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Drogon that its model speaks of.

#pragma once

#include "parts.h"

namespace trantor {
class EventLoop {
public:
  static EventLoop *getEventLoopOfCurrentThread();
};
} // namespace trantor

namespace drogon {

template <typename T = void> struct [[nodiscard]] Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    Task get_return_object();
  };
  Task(Task &&) noexcept;
  ~Task();
  parts::Awaiter<T> operator co_await() const noexcept;
};

template <typename T = void> struct CallbackAwaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>);
  const T &await_resume() const noexcept(false);
};
template <> struct CallbackAwaiter<void> {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume() noexcept(false);
};

class HttpRequest;
class HttpResponse;
namespace internal {
struct HttpRespAwaiter : public CallbackAwaiter<std::shared_ptr<HttpResponse>> {};
struct TimerAwaiter : public CallbackAwaiter<void> {};
struct SwitchThreadAwaiter : public CallbackAwaiter<void> {};
} // namespace internal

template <typename Rep, typename Period>
internal::TimerAwaiter sleepCoro(trantor::EventLoop *, const std::chrono::duration<Rep, Period> &) noexcept;
internal::SwitchThreadAwaiter switchThreadCoro(trantor::EventLoop *) noexcept;
template <typename T> T sync_wait(Task<T> &&);
template <typename Coro> void async_run(Coro &&) {  }
template <typename T> CallbackAwaiter<std::vector<T>> when_all(std::vector<Task<T>>);

class HttpClient {
public:
  internal::HttpRespAwaiter sendRequestCoro(std::shared_ptr<HttpRequest>, double = 0);
};
namespace orm {
class Result {};
class DbClient {
public:
  virtual ~DbClient();
  template <typename... Arguments> Result execSqlSync(const std::string &, Arguments &&...);
};
} // namespace orm
} // namespace drogon

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of stdexec and exec that their model speaks of.

#pragma once

#include "parts.h"

namespace stdexec {

struct sender_t {};
template <typename T> struct __just_sender {
  using sender_concept = sender_t;
};
struct just_t {
  template <typename T> __just_sender<T> operator()(T) const;
};
inline constexpr just_t just{};

struct sync_wait_t {
  template <typename Sender> std::optional<std::tuple<int>> operator()(Sender &&) const;
};
inline constexpr sync_wait_t sync_wait{};
struct when_all_t {
  template <typename... Senders> __just_sender<int> operator()(Senders &&...) const;
};
inline constexpr when_all_t when_all{};

template <typename Sender> parts::Awaiter<int> as_awaitable(Sender &&);

} // namespace stdexec

namespace experimental::execution {

namespace __task {
template <class T, class Context> class [[nodiscard]] basic_task {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    basic_task get_return_object() noexcept;
    template <class Awaitable> parts::Awaiter<int> await_transform(Awaitable &&) noexcept;
  };
  basic_task(basic_task &&) noexcept;
  ~basic_task();
  parts::Awaiter<T> operator co_await() && noexcept;
};
struct __reschedule_coroutine_on_t {
  template <class Scheduler> parts::Awaiter<void> operator()(Scheduler) const;
};
} // namespace __task
template <class T> using task = __task::basic_task<T, int>;
inline constexpr __task::__reschedule_coroutine_on_t reschedule_coroutine_on{};

struct start_detached_t {
  template <class Sender> void operator()(Sender &&) const;
};
inline constexpr start_detached_t start_detached{};

struct static_thread_pool {
  struct scheduler {};
  scheduler get_scheduler();
};

} // namespace experimental::execution
namespace exec = experimental::execution;

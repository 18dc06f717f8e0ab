// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of cppcoro that its model speaks of.

#pragma once

#include "parts.h"

namespace cppcoro {

template <typename T = void> class [[nodiscard]] task {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    task get_return_object();
  };
  task(task &&) noexcept;
  ~task();
  bool is_ready() const noexcept;
  parts::Awaiter<std::add_lvalue_reference_t<T>> operator co_await() const & noexcept;
  parts::Awaiter<T> operator co_await() const && noexcept;
};

template <typename T = void> class [[nodiscard]] shared_task {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    shared_task get_return_object();
  };
  shared_task(const shared_task &) noexcept;
  ~shared_task();
  parts::Awaiter<std::add_lvalue_reference_t<T>> operator co_await() const noexcept;
};

class operation_cancelled : public std::exception {};
class cancellation_token {
public:
  bool is_cancellation_requested() const noexcept;
};

template <typename T> class [[nodiscard]] async_generator {
public:
  struct promise_type : parts::Promise<std::suspend_always> {
    async_generator get_return_object();
    std::suspend_always yield_value(T &);
    std::suspend_always yield_value(T &&);
    void return_void();
  };
  parts::Awaiter<T *> begin() noexcept;
  T *end() noexcept;
};

namespace detail {
template <typename T> class when_all_task {
public:
  when_all_task(when_all_task &&);
  T result();
};
} // namespace detail

template <typename T> parts::Awaiter<std::vector<T>> when_all(std::vector<task<T>>);
parts::Awaiter<void> when_all(std::vector<task<void>>);
template <typename T>
[[nodiscard]] parts::Awaiter<std::vector<detail::when_all_task<T>>> when_all_ready(std::vector<task<T>>);
template <typename T> T sync_wait(task<T> &&);

class async_scope {
public:
  ~async_scope();
  template <typename AWAITABLE> void spawn(AWAITABLE &&);
  [[nodiscard]] parts::Awaiter<void> join() noexcept;
};

class static_thread_pool {
public:
  static_thread_pool();
  ~static_thread_pool();
  [[nodiscard]] parts::Awaiter<void> schedule() noexcept;
};

class io_service {
public:
  io_service();
  ~io_service();
  parts::Awaiter<void> schedule() noexcept;
  std::uint64_t process_events();
  template <typename Rep, typename Period>
  [[nodiscard]] parts::Awaiter<void> schedule_after(const std::chrono::duration<Rep, Period> &) noexcept;
  template <typename Rep, typename Period>
  [[nodiscard]] parts::Awaiter<void> schedule_after(const std::chrono::duration<Rep, Period> &, cancellation_token) noexcept;
  std::uint64_t process_one_event();
  std::uint64_t process_pending_events();
  std::uint64_t process_one_pending_event();
};

class read_only_file {
public:
  [[nodiscard]] static read_only_file open(io_service &, const std::string &);
};

template <typename Scheduler, typename Awaitable> Awaitable schedule_on(Scheduler &, Awaitable);
template <typename Scheduler, typename Awaitable> Awaitable resume_on(Scheduler &, Awaitable);

class async_mutex {
public:
  parts::Awaiter<void> lock_async() noexcept;
  parts::Awaiter<int> scoped_lock_async() noexcept;
  void unlock();
};

namespace net {
class ip_endpoint {};
class socket {
public:
  [[nodiscard]] parts::Awaiter<void> connect(const ip_endpoint &) noexcept;
  [[nodiscard]] parts::Awaiter<void> connect(const ip_endpoint &, cancellation_token) noexcept;
  [[nodiscard]] parts::Awaiter<std::size_t> send(const void *, std::size_t) noexcept;
  [[nodiscard]] parts::Awaiter<std::size_t> recv(void *, std::size_t) noexcept;
};
} // namespace net

} // namespace cppcoro

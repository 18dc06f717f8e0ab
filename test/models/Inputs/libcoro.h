// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of libcoro that its model speaks of, the names of several versions together.

#pragma once

#include "parts.h"
#include <span>
#include <sys/socket.h>

namespace coro {

template <typename T = void> class [[nodiscard]] task {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    task get_return_object() noexcept;
  };
  task(task &&) noexcept;
  ~task();
  auto resume() -> bool;
  parts::Awaiter<T> operator co_await() const & noexcept;
  parts::Awaiter<T> operator co_await() const && noexcept;
};

namespace detail {
template <typename T> class when_all_task {
public:
  auto return_value() & -> T;
};
} // namespace detail

template <typename T>
[[nodiscard]] parts::Awaiter<std::vector<detail::when_all_task<T>>> when_all(std::vector<task<T>>);
template <typename T> [[nodiscard]] auto when_any(std::vector<task<T>>) -> coro::task<T>;
template <typename F> auto invoke(F) -> std::invoke_result_t<F> { return parts::make<std::invoke_result_t<F>>(); }
template <typename T> auto sync_wait(task<T> &&) -> T;

class thread_pool {
public:
  [[nodiscard]] auto schedule() -> parts::Awaiter<void>;
  template <typename functor> [[nodiscard]] auto schedule(functor &&) -> coro::task<void> {
    return parts::make<coro::task<void>>();
  }
  auto spawn_detached(coro::task<void> &&) noexcept -> bool;
  auto spawn_joinable(coro::task<void> &&) noexcept -> coro::task<void>;
  [[nodiscard]] auto yield() -> parts::Awaiter<void>;
  auto shutdown() noexcept -> void;
};

class scheduler {
public:
  auto schedule() -> parts::Awaiter<void>;
  auto spawn_detached(coro::task<void> &&) -> bool;
  [[nodiscard]] auto yield() -> parts::Awaiter<void>;
  [[nodiscard]] auto schedule_after(std::chrono::milliseconds) -> coro::task<void>;
  [[nodiscard]] auto schedule_at(std::chrono::steady_clock::time_point) -> coro::task<void>;
  [[nodiscard]] auto yield_for(std::chrono::milliseconds) -> coro::task<void>;
  [[nodiscard]] auto yield_until(std::chrono::steady_clock::time_point) -> coro::task<void>;
  [[nodiscard]] auto poll(int, int, std::chrono::milliseconds = std::chrono::milliseconds{0}) -> coro::task<int>;
  auto process_events(std::chrono::milliseconds = std::chrono::milliseconds{0}) -> std::size_t;
  auto shutdown() noexcept -> void;
};
class io_scheduler {
public:
  auto schedule() -> parts::Awaiter<void>;
  auto schedule(coro::task<void> &&) -> void;
  auto spawn(coro::task<void> &&) -> bool;
};

template <typename Executor> class task_group {
public:
  explicit task_group(Executor *);
  ~task_group();
  [[nodiscard]] auto start(coro::task<void> &&) -> bool;
  auto operator co_await() const noexcept -> parts::Awaiter<void>;
};

template <typename Executor> class task_container {
public:
  explicit task_container(std::shared_ptr<Executor>);
  ~task_container();
  auto start(coro::task<void> &&) -> void;
  auto yield_until_empty() -> coro::task<void>;
};

class mutex {
public:
  [[nodiscard]] auto lock() -> parts::Awaiter<void>;
  [[nodiscard]] auto scoped_lock() -> parts::Awaiter<int>;
  auto unlock() -> void;
};
template <typename T, std::size_t Count> class ring_buffer {
public:
  [[nodiscard]] auto produce(T) -> parts::Awaiter<int>;
};

namespace net {
class socket_address {};
struct io_status {
  enum class kind { ok, closed, native };
  kind type{};
  [[nodiscard]] auto is_ok() const -> bool;
  explicit operator bool() const;
};
namespace tcp {
class client {
public:
  auto connect(std::chrono::milliseconds = std::chrono::milliseconds{0}) -> coro::task<int>;
  template <typename Buffer, typename Element = typename Buffer::value_type>
  auto read_some(Buffer &, std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<std::pair<io_status, std::span<Element>>>;
  template <typename Buffer, typename Element = typename Buffer::value_type>
  auto write_all(const Buffer &, std::chrono::milliseconds = std::chrono::milliseconds{0})
      -> coro::task<std::pair<io_status, std::span<Element>>>;
  template <typename Buffer> auto recv(Buffer &&buffer) -> int { return ::recv(0, buffer.data(), buffer.size(), 0); }
  template <typename Buffer> auto send(const Buffer &buffer) -> int { return ::send(0, buffer.data(), buffer.size(), 0); }
};
} // namespace tcp
} // namespace net

template <typename T> class queue {
public:
  auto push(T) -> coro::task<int>;
  [[nodiscard]] auto pop() -> coro::task<T>;
};

class semaphore {
public:
  explicit semaphore(std::ptrdiff_t);
  ~semaphore();
  [[nodiscard]] auto acquire() -> coro::task<int>;
  [[nodiscard]] auto release() -> coro::task<void>;
};

} // namespace coro

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Boost.Cobalt that its model speaks of, and what it takes of Boost.Asio.

#pragma once

#include "parts.h"
#include <concepts>

namespace boost {

namespace system {
struct error_code {
  friend bool operator==(const error_code &, int);
};
class system_error : public std::exception {
public:
  const error_code &code() const noexcept;
};
template <typename T> class result {
public:
  bool has_error() const;
  bool has_value() const;
  T value() const;
};
} // namespace system

namespace asio {
struct any_io_executor {};
namespace error {
enum basic_errors { operation_aborted };
} // namespace error
class detached_t {};
constexpr detached_t detached;
template <typename Token, typename... Signatures> class async_result;

template <typename Clock> class basic_waitable_timer {
public:
  template <typename Executor> basic_waitable_timer(const Executor &, const typename Clock::duration &);
  ~basic_waitable_timer();
  void wait();
  struct initiate_async_wait {};
  template <typename Token> auto async_wait(Token Given) {
    return async_result<Token, void(system::error_code)>::initiate(initiate_async_wait(), Given);
  }
};
using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;
template <typename Token> auto post(Token Given) { return async_result<Token, void()>::initiate(0, Given); }
} // namespace asio

namespace cobalt {
using executor = asio::any_io_executor;

namespace this_coro {
struct executor_t {};
constexpr executor_t executor;
} // namespace this_coro

template <typename... Args> struct op {
  virtual void initiate() = 0;
  virtual ~op() = default;
  parts::Awaiter<void> operator co_await();
};
struct use_op_t {};
constexpr use_op_t use_op{};

namespace detail {
template <typename Initial> struct promise_base : parts::Promise<Initial> {
  template <typename T> T &&await_transform(T &&Value) { return static_cast<T &&>(Value); }
  parts::Awaiter<cobalt::executor> await_transform(this_coro::executor_t) { return {}; }
};
struct task_initial {
  bool await_ready() const;
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct detached_promise_base : promise_base<std::suspend_never> {
  std::suspend_never final_suspend() noexcept { return {}; }
  void unhandled_exception() { throw; }
};
} // namespace detail

namespace detail::io {
struct steady_sleep final : op<system::error_code> {
  void initiate() override;
};
} // namespace detail::io
namespace io {
struct wait_op final : op<system::error_code> {
  void initiate() override;
};
struct steady_timer {
  wait_op wait();
};
detail::io::steady_sleep sleep(const std::chrono::steady_clock::duration &);
} // namespace io

namespace io {
struct endpoint {};
struct read_op final : op<system::error_code, std::size_t> {
  void initiate() override;
};
struct write_op final : op<system::error_code, std::size_t> {
  void initiate() override;
};
struct socket {
  struct connect_op final : op<system::error_code> {
    void initiate() override;
  };
  connect_op connect(endpoint);
};
struct stream {
  virtual read_op read_some(char *) = 0;
  virtual write_op write_some(const char *) = 0;
};
struct stream_socket final : socket, stream {
  read_op read_some(char *) override;
  write_op write_some(const char *) override;
};
struct resolver {
private:
  struct resolve_op_ final : op<system::error_code, std::vector<endpoint>> {
    void initiate() override;
  };

public:
  auto resolve(std::string, std::string) { return resolve_op_(); }
};
} // namespace io

template <typename Return> struct [[nodiscard]] promise {
  struct promise_type : detail::promise_base<std::suspend_never>, parts::Returns<Return> {
    promise get_return_object();
  };
  promise(promise &&) noexcept;
  ~promise();
  void operator+() &&;
  void detach();
  bool ready() const;
  Return get();
  parts::Awaiter<Return> operator co_await();
};

template <typename Return> struct [[nodiscard]] task {
  struct promise_type : detail::promise_base<detail::task_initial>, parts::Returns<Return> {
    task get_return_object();
  };
  task(task &&) noexcept;
  ~task();
  parts::Awaiter<Return> operator co_await();
};

template <typename Yield> struct [[nodiscard]] generator {
  struct promise_type : detail::promise_base<std::suspend_never>, parts::Returns<Yield> {
    generator get_return_object();
    std::suspend_always yield_value(Yield);
  };
  generator(generator &&) noexcept;
  ~generator();
  Yield get();
  parts::Awaiter<Yield> operator co_await();
};

struct detached {
  struct promise_type : detail::detached_promise_base, parts::Returns<void> {
    detached get_return_object();
  };
};

class main {
public:
  struct promise_type : detail::promise_base<std::suspend_always>, parts::Returns<int> {
    main get_return_object();
    std::suspend_never final_suspend() noexcept { return {}; }
    void unhandled_exception() { throw; }
  };
};

struct thread {
  struct promise_type : detail::promise_base<detail::task_initial>, parts::Returns<void> {
    thread get_return_object();
    void unhandled_exception() { throw; }
  };
  thread(thread &&) noexcept;
  ~thread();
  void join();
  bool joinable() const;
  void detach();
  parts::Awaiter<void> operator co_await() &;
  parts::Awaiter<void> operator co_await() &&;
};

namespace detail {
struct race_wrapper {
  parts::Awaiter<void> operator co_await() &&;
};
struct gather_wrapper {
  parts::Awaiter<void> operator co_await();
};
} // namespace detail
struct wait_group {
  void push_back(promise<void> p);
  std::size_t size() const;
  detail::race_wrapper wait_one();
  detail::gather_wrapper wait();
  parts::Awaiter<void> operator co_await();
};

template <std::convertible_to<executor> Executor, typename T, typename CompletionToken>
auto spawn(Executor executor, task<T> &&t, CompletionToken &&token) {}
template <typename T> T run(task<T> t);

namespace detail {
template <typename T> struct results {
  parts::Awaiter<T> operator co_await();
};
template <typename... Args> struct gather_variadic_impl : results<std::tuple<system::result<int>, system::result<int>>> {};
template <typename Range> struct gather_ranged_impl : results<std::vector<system::result<int>>> {};
template <typename... Args> struct join_variadic_impl : results<std::tuple<int, int>> {};
template <typename Range> struct join_ranged_impl : results<std::vector<int>> {};
template <typename... Args> struct race_variadic_impl : results<std::size_t> {};
template <typename Range> struct race_ranged_impl : results<std::size_t> {};
} // namespace detail

template <typename Promise>
concept awaitable = requires(Promise &Each) { Each.operator co_await(); };
template <awaitable... Promise> auto gather(Promise &&...) { return detail::gather_variadic_impl<Promise...>(); }
template <typename PromiseRange>
  requires awaitable<typename std::remove_cvref_t<PromiseRange>::value_type>
auto gather(PromiseRange &&) {
  return detail::gather_ranged_impl<PromiseRange>();
}
template <awaitable... Promise> auto join(Promise &&...) { return detail::join_variadic_impl<Promise...>(); }
template <typename PromiseRange>
  requires awaitable<typename std::remove_cvref_t<PromiseRange>::value_type>
auto join(PromiseRange &&) {
  return detail::join_ranged_impl<PromiseRange>();
}
template <awaitable... Promise> auto race(Promise &&...) { return detail::race_variadic_impl<Promise...>(); }
template <awaitable... Promise> auto left_race(Promise &&...) { return detail::race_variadic_impl<Promise...>(); }

template <typename Arg, typename Func> promise<void> with(Arg, Func) { return parts::make<promise<void>>(); }

template <typename T> struct channel {
  explicit channel(std::size_t limit = 0u);
private:
  struct read_op : parts::Awaiter<T> {};
  struct write_op : parts::Awaiter<void> {};

public:
  write_op write(T);
  read_op read();
};

} // namespace cobalt

namespace asio {
template <typename... Args> class async_result<cobalt::use_op_t, void(Args...)> {
public:
  template <typename Initiation> struct op_impl final : cobalt::op<Args...> {
    void initiate() override {}
  };
  template <typename Initiation> static op_impl<Initiation> initiate(Initiation, cobalt::use_op_t) { return {}; }
};
} // namespace asio

} // namespace boost

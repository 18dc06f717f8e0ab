// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// stdexec and its exec, declarations only. A sender is whatever says so by its nested type sender_concept.

#pragma once

#include <chrono>
#include <concepts>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace stdexec {

struct sender_tag {};

template <class S>
concept sender = requires { typename std::remove_cvref_t<S>::sender_concept; } ||
                 requires(std::remove_cvref_t<S> s) { std::move(s).operator co_await(); };
template <class S>
concept scheduler = requires(const S &s) { s.schedule(); };

// Algorithms: one class for the sender of each tag.
template <class Tag, class Data, class... Children> struct __sexpr {
  using sender_concept = sender_tag;
};

struct schedule_t {
  template <class S> auto operator()(S &&s) const noexcept { return s.schedule(); }
};
inline constexpr schedule_t schedule{};

struct just_t {
  template <class... Ts> auto operator()(Ts &&...) const { return __sexpr<just_t, std::tuple<Ts...>>(); }
};
inline constexpr just_t just{};

template <class Tag, class F> struct __closure {};
template <sender S, class Tag, class F> auto operator|(S &&, __closure<Tag, F>) {
  return __sexpr<Tag, F, std::decay_t<S>>();
}

struct then_t {
  template <class F> auto operator()(F) const { return __closure<then_t, F>(); }
  template <sender S, class F> auto operator()(S &&, F) const {
    return __sexpr<then_t, F, std::decay_t<S>>();
  }
};
inline constexpr then_t then{};

struct let_value_t {
  template <class F> auto operator()(F) const { return __closure<let_value_t, F>(); }
  template <sender S, class F> auto operator()(S &&, F) const {
    return __sexpr<let_value_t, F, std::decay_t<S>>();
  }
};
inline constexpr let_value_t let_value{};

struct when_all_t {
  template <sender... S> auto operator()(S &&...) const {
    return __sexpr<when_all_t, void, std::decay_t<S>...>();
  }
};
inline constexpr when_all_t when_all{};

struct sync_wait_t {
  template <sender S> std::optional<std::tuple<int>> operator()(S &&) const;
};
inline constexpr sync_wait_t sync_wait{};
struct sync_wait_with_variant_t {
  template <sender S> std::optional<std::tuple<int>> operator()(S &&) const;
};
inline constexpr sync_wait_with_variant_t sync_wait_with_variant{};

class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
};

class counting_scope {
public:
  counting_scope() = default;
  counting_scope(counting_scope &&) = delete;
  ~counting_scope();
  struct token {};
  [[nodiscard]] token get_token() noexcept;
  void close() noexcept;
  [[nodiscard]] auto join() noexcept { return __sexpr<counting_scope, void>(); }
  void request_stop() noexcept;
};

struct spawn_t {
  template <sender S, class Token> void operator()(S &&, Token) const;
};
inline constexpr spawn_t spawn{};
struct spawn_future_t {
  template <sender S, class Token> auto operator()(S &&, Token) const {
    return __sexpr<spawn_future_t, void, std::decay_t<S>>();
  }
};
inline constexpr spawn_future_t spawn_future{};

namespace __run_loop {
class __run_loop_base {
public:
  void run() noexcept;
  void finish() noexcept;
};
} // namespace __run_loop
class run_loop : public __run_loop::__run_loop_base {
public:
  struct __scheduler {
    auto schedule() const noexcept { return __sexpr<run_loop, void>(); }
  };
  __scheduler get_scheduler() noexcept;
};

// What a coroutine of the library may await.
struct __sender_awaiter {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};

template <class T = void> class [[nodiscard]] task {
public:
  using sender_concept = sender_tag;
  struct promise_type {
    task get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() { Error = std::current_exception(); }
    template <class V> void return_value(V &&);
    template <sender S> __sender_awaiter await_transform(S &&) noexcept;
    std::exception_ptr Error;
  };
  task(task &&) noexcept;
  ~task();
};

} // namespace stdexec

namespace experimental::execution {

namespace __task {

template <class T> struct __promise_base {
  template <class U> void return_value(U &&);
};
template <> struct __promise_base<void> {
  void return_void();
};

template <class T> class [[nodiscard]] basic_task {
  struct __awaiter {
    std::coroutine_handle<> Coroutine;
    bool await_ready() const noexcept;
    std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept;
    T await_resume();
  };

public:
  struct __promise : __promise_base<T> {
    basic_task get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept;
    std::suspend_always final_suspend() noexcept;
    void unhandled_exception() { Error = std::current_exception(); }
    template <class A> decltype(auto) await_transform(A &&a) noexcept {
      if constexpr (requires { std::move(a).operator co_await(); })
        return std::move(a).operator co_await();
      else
        return stdexec::__sender_awaiter();
    }
    std::exception_ptr Error;
  };
  using promise_type = __promise;
  basic_task(basic_task &&) noexcept;
  ~basic_task();
  __awaiter operator co_await() && noexcept;
};

struct __reschedule_coroutine_on_t {
  template <class Scheduler> struct __wrapper {
    Scheduler __sched_;
  };
  template <class Scheduler> constexpr auto operator()(Scheduler s) const noexcept {
    return __wrapper<Scheduler>{s};
  }
};

} // namespace __task

template <class T> using task = __task::basic_task<T>;
inline constexpr __task::__reschedule_coroutine_on_t reschedule_coroutine_on{};

namespace _pool_ {
class _static_thread_pool {
public:
  struct scheduler {
    auto schedule() const noexcept { return stdexec::__sexpr<_static_thread_pool, void>(); }
  };
  explicit _static_thread_pool(std::uint32_t Threads);
  scheduler get_scheduler() noexcept;
};
} // namespace _pool_
struct static_thread_pool : private _pool_::_static_thread_pool {
  using _pool_::_static_thread_pool::_static_thread_pool;
  using _pool_::_static_thread_pool::get_scheduler;
};

struct start_detached_t {
  template <stdexec::sender S> void operator()(S &&) const;
};
inline constexpr start_detached_t start_detached{};
struct ensure_started_t {
  template <stdexec::sender S> auto operator()(S &&) const {
    return stdexec::__sexpr<ensure_started_t, void, std::decay_t<S>>();
  }
};
inline constexpr ensure_started_t ensure_started{};

// What has been started, and is waited for by async_wait().
namespace __start_now {
template <class Scope, class... S> struct __storage {
  __storage(__storage &&) = delete;
  [[nodiscard]] auto async_wait() const noexcept { return stdexec::__sexpr<__storage, void>(); }
};
struct start_now_t {
  template <class Scope, stdexec::sender... S> __storage<Scope, S...> operator()(Scope &, S &&...) const;
};
} // namespace __start_now
inline constexpr __start_now::start_now_t start_now{};

struct __execute_t {
  template <class Scheduler, class F> void operator()(Scheduler &&, F) const noexcept(false) {}
};
inline constexpr __execute_t __execute{};
[[deprecated]] inline constexpr __execute_t const &execute = __execute;

namespace __when_any {
struct __when_any_t {
  template <stdexec::sender... S> auto operator()(S &&...) const {
    return stdexec::__sexpr<__when_any_t, void, std::decay_t<S>...>();
  }
};
inline constexpr __when_any_t when_any{};
} // namespace __when_any
using __when_any::when_any;

namespace __scope {
struct async_scope {
  async_scope() = default;
  async_scope(async_scope &&) = delete;
  [[nodiscard]] auto on_empty() const { return stdexec::__sexpr<async_scope, void>(); }
  template <stdexec::sender S> void spawn(S &&);
  template <stdexec::sender S> [[nodiscard]] auto spawn_future(S &&) {
    return stdexec::__sexpr<async_scope, int, std::decay_t<S>>();
  }
};
} // namespace __scope
using __scope::async_scope;

class timed_thread_scheduler {
public:
  auto schedule() const noexcept { return stdexec::__sexpr<timed_thread_scheduler, void>(); }
};
class timed_thread_context {
public:
  timed_thread_scheduler get_scheduler() noexcept;
};
template <class Pool> class thread_pool_base {
public:
  struct scheduler {
    auto schedule() const noexcept { return stdexec::__sexpr<Pool, void>(); }
  };
  scheduler get_scheduler() noexcept { return {}; }
};
namespace tbb {
class tbb_thread_pool : public thread_pool_base<tbb_thread_pool> {};
} // namespace tbb
struct schedule_after_t {
  template <class Scheduler, class Duration> auto operator()(Scheduler, Duration) const {
    return stdexec::__sexpr<schedule_after_t, Duration>();
  }
};
inline constexpr schedule_after_t schedule_after{};

namespace __io_uring {
class __context {
public:
  void run_until_stopped();
  void run_until_empty();
};
} // namespace __io_uring
using io_uring_context = __io_uring::__context;

} // namespace experimental::execution

namespace exec = experimental::execution;

namespace beman::execution {
struct sync_wait_t {
  template <stdexec::sender S> std::optional<std::tuple<int>> operator()(S &&) const;
};
inline constexpr sync_wait_t sync_wait{};
class run_loop {
public:
  void run();
  void finish();
};
class counting_scope {
public:
  ~counting_scope();
  class token {};
  token get_token() noexcept;
  auto join() noexcept { return stdexec::just(); }
};
struct spawn_t {
  template <stdexec::sender S, class Token> void operator()(S &&, Token &&) const;
};
inline constexpr spawn_t spawn{};
} // namespace beman::execution

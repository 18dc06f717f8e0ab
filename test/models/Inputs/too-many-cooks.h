// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of TooManyCooks that its model speaks of.

#pragma once

#include "parts.h"
#include <future>

namespace tmc {

class ex_any {};
class ex_cpu {
public:
  ex_cpu &set_thread_count(std::size_t);
  void init();
  void teardown();
  ex_any *type_erased();
};
class ex_asio {
public:
  void init();
  void teardown();
};
class ex_manual_st {
public:
  bool run_one();
  std::size_t run_all();
};
ex_asio &asio_executor();

template <typename Result> struct [[nodiscard("You must submit or co_await task for execution.")]] task {
  struct promise_type : parts::Returns<Result> {
    task get_return_object() noexcept;
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
  };
  task(task &&) noexcept;
  ~task();
  template <typename Exec> [[nodiscard]] task &&resume_on(Exec &&Executor) && noexcept;
  parts::Awaiter<Result> operator co_await() && noexcept;
};

namespace detail {
template <typename Derived> class resume_on_mixin {
public:
  template <typename Exec> Derived &&resume_on(Exec &&Executor) &&;
};
template <typename Base> class rvalue_only_awaitable : public Base {
  using Base::await_ready;
  using Base::await_resume;
  using Base::await_suspend;

public:
  Base &&operator co_await() && noexcept;
};
} // namespace detail

template <typename Awaitable> class aw_spawn_fork_impl : public parts::Awaiter<int> {
public:
  aw_spawn_fork_impl();
  aw_spawn_fork_impl(aw_spawn_fork_impl &&) = delete;
  ~aw_spawn_fork_impl() noexcept;
};
template <typename Awaitable> using aw_spawn_fork = detail::rvalue_only_awaitable<aw_spawn_fork_impl<Awaitable>>;

template <typename Awaitable> class [[nodiscard]] aw_spawn : public detail::resume_on_mixin<aw_spawn<Awaitable>> {
public:
  void detach();
  [[nodiscard]] aw_spawn_fork<Awaitable> fork() && { return {}; }
  parts::Awaiter<int> operator co_await() &&;
};
template <typename Iterator> class [[nodiscard]] aw_spawn_many : public detail::resume_on_mixin<aw_spawn_many<Iterator>> {
public:
  void detach();
  parts::Awaiter<std::vector<int>> operator co_await() &&;
};
template <typename... Awaitables> class [[nodiscard]] aw_spawn_tuple {
public:
  void detach();
  parts::Awaiter<std::tuple<int, int>> operator co_await() &&;
};
template <typename Func> class [[nodiscard]] aw_spawn_func {
public:
  void detach();
  parts::Awaiter<void> operator co_await() &&;
};
template <typename Awaitable> aw_spawn<Awaitable> spawn(Awaitable &&Aw);
template <typename AwaitableRange> auto spawn_many(AwaitableRange &&Range) -> aw_spawn_many<decltype(Range.begin())>;
template <typename FuncRange> auto spawn_func_many(FuncRange &&Range) -> aw_spawn_many<decltype(Range.begin())>;
template <typename... Awaitable> aw_spawn_tuple<Awaitable...> spawn_tuple(Awaitable &&...Awaitables);
template <typename... Awaitables> parts::Awaiter<int> select(Awaitables &&...);
template <typename Func> aw_spawn_func<Func> spawn_func(Func &&func) { return {}; }
template <typename E, typename TaskOrFunc>
void post(E &&Executor, TaskOrFunc &&Work, std::size_t Priority = 0, std::size_t ThreadHint = 0) noexcept;
template <typename E> [[nodiscard]] std::future<void>
post_waitable(E &&Executor, task<void> &&Task, std::size_t Priority = 0, std::size_t ThreadHint = 0);
int async_main(task<int> &&ClientMainTask);
template <std::size_t MaxCount, typename Result> class [[nodiscard]] aw_fork_group {
public:
  aw_fork_group();
  aw_fork_group(aw_fork_group &&) = delete;
  template <typename Awaitable> void fork(Awaitable &&Aw);
  parts::Awaiter<void> operator co_await() &&;
};
template <typename Result, std::size_t Count = 63> class mux_many {
public:
  mux_many() noexcept;
  mux_many(mux_many &&) = delete;
  ~mux_many() noexcept;
  template <typename Aw, typename Exec = ex_any *> void fork(std::size_t Idx, Aw &&Awaitable, Exec &&Executor = {});
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>) noexcept;
  [[nodiscard]] std::size_t await_resume() noexcept;
  mux_many &operator co_await() & noexcept;
  std::size_t end() noexcept;
};
template <typename... Result> class mux_tuple {
public:
  mux_tuple() noexcept;
  mux_tuple(mux_tuple &&) = delete;
  ~mux_tuple() noexcept;
  template <std::size_t I, typename Aw, typename Exec = ex_any *> void fork(Aw &&Awaitable, Exec &&Executor = {});
  bool await_ready() const noexcept;
  bool await_suspend(std::coroutine_handle<>) noexcept;
  [[nodiscard]] std::size_t await_resume() noexcept;
  mux_tuple &operator co_await() & noexcept;
  std::size_t end() noexcept;
};
class [[nodiscard]] aw_yield : public parts::Awaiter<void> {};
aw_yield yield();
class [[nodiscard]] aw_reschedule : public parts::Awaiter<void> {};
aw_reschedule reschedule();

class [[nodiscard]] aw_resume_on : public parts::Awaiter<void> {};
template <typename Exec> aw_resume_on resume_on(Exec &&Executor) { return {}; }
template <typename E> class aw_ex_scope_exit : public parts::Awaiter<void> {
public:
  aw_ex_scope_exit &&exit() &&;
  aw_ex_scope_exit &exit() &;
};
template <typename E> class [[nodiscard]] aw_ex_scope_enter : public parts::Awaiter<aw_ex_scope_exit<E>> {};
template <typename E> aw_ex_scope_enter<E> enter(E &Executor) { return {}; }

class [[nodiscard]] aw_semaphore_acquire_scope {
public:
  parts::Awaiter<int> operator co_await() && noexcept;
  aw_semaphore_acquire_scope(aw_semaphore_acquire_scope &&) noexcept;
};
class semaphore {
public:
  explicit semaphore(std::size_t) noexcept;
  parts::Awaiter<void> operator co_await() noexcept;
  aw_semaphore_acquire_scope acquire_scope() noexcept;
};
class [[nodiscard]] aw_mutex_lock_scope {
public:
  parts::Awaiter<int> operator co_await() && noexcept;
  aw_mutex_lock_scope(aw_mutex_lock_scope &&) noexcept;
};
class mutex {
public:
  aw_mutex_lock_scope lock_scope() noexcept;
};

template <typename T> class chan_tok {
public:
  task<void> drain() noexcept;
  void drain_wait() noexcept;
};

} // namespace tmc

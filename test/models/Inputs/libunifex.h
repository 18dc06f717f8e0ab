// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of libunifex that its model speaks of.

#pragma once

#include "parts.h"

namespace unifex {

namespace _task {
template <typename T, bool nothrow> struct _task {
  struct [[nodiscard]] type {
    struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
      type get_return_object() noexcept;
    };
    type(type &&) noexcept;
    ~type();
    friend parts::Awaiter<T> operator co_await(type &&) noexcept;
  };
};
} // namespace _task
template <typename T> using task = typename _task::_task<T, false>::type;

namespace _sync_wait_cpo {
class _fn {
public:
  template <typename Sender> void operator()(Sender &&) const;
};
} // namespace _sync_wait_cpo
inline constexpr _sync_wait_cpo::_fn sync_wait{};

template <typename Result> inline constexpr _sync_wait_cpo::_fn sync_wait_r{};

namespace _schedule {
template <typename Scheduler> struct sender {
  friend parts::Awaiter<void> operator co_await(sender &&) noexcept;
};
struct _fn {
  template <typename Scheduler> sender<Scheduler> operator()(Scheduler &&) const;
};
} // namespace _schedule
inline constexpr _schedule::_fn schedule{};

namespace _static_thread_pool {
class context {
public:
  class scheduler {};
  ~context();
  scheduler get_scheduler() noexcept;
};
} // namespace _static_thread_pool
using static_thread_pool = _static_thread_pool::context;

namespace _manual_event_loop {
class context {
public:
  class scheduler {};
  scheduler get_scheduler();
  void run();
};
} // namespace _manual_event_loop
using manual_event_loop = _manual_event_loop::context;

class thread_unsafe_event_loop {
public:
  template <typename Sender> void sync_wait(Sender &&);
};

namespace _spawn_future {
template <typename Scope, typename... T> struct _future {
  struct [[nodiscard]] type {
    ~type();
    friend parts::Awaiter<void> operator co_await(type &&) noexcept;
  };
};
struct _spawn_future_fn {
  template <typename Sender, typename Scope> typename _future<Scope>::type operator()(Sender &&, Scope &) const;
};
} // namespace _spawn_future
inline constexpr _spawn_future::_spawn_future_fn spawn_future{};

namespace v0 {
namespace _async_scope {
struct async_scope {
  async_scope() noexcept = default;
  ~async_scope();
  template <typename Sender> void spawn(Sender &&);
  template <typename Sender, typename Scheduler> void spawn_on(Scheduler &&, Sender &&);
  [[nodiscard]] parts::Awaiter<void> complete() noexcept;
  [[nodiscard]] parts::Awaiter<void> cleanup() noexcept;
  void request_stop() noexcept;
};
} // namespace _async_scope
using v0::_async_scope::async_scope;
} // namespace v0

inline namespace v1 {
namespace _async_scope {
struct async_scope {
  ~async_scope();
  template <typename Sender> auto spawn(Sender &&) -> typename _spawn_future::_future<async_scope>::type;
  template <typename Scheduler, typename Sender>
  auto spawn_on(Scheduler &&, Sender &&) -> typename _spawn_future::_future<async_scope>::type;
  template <typename Sender> void detached_spawn(Sender &&);
  template <typename Scheduler, typename Sender> void detached_spawn_on(Scheduler &&, Sender &&);
  [[nodiscard]] parts::Awaiter<void> complete() noexcept;
  [[nodiscard]] parts::Awaiter<void> cleanup() noexcept;
};
} // namespace _async_scope
using _async_scope::async_scope;
namespace _debug_async_scope {
struct debug_async_scope final {
  template <typename Sender> auto spawn(Sender &&) -> typename _spawn_future::_future<debug_async_scope>::type;
  template <typename Scheduler, typename Sender>
  auto spawn_on(Scheduler &&, Sender &&) -> typename _spawn_future::_future<debug_async_scope>::type;
  template <typename Sender> auto detached_spawn(Sender &&) {}
  template <typename Scheduler, typename Sender> auto detached_spawn_on(Scheduler &&, Sender &&) {}
  [[nodiscard]] parts::Awaiter<void> complete() noexcept;
  [[nodiscard]] parts::Awaiter<void> cleanup() noexcept;
};
} // namespace _debug_async_scope
using _debug_async_scope::debug_async_scope;

class async_mutex {
  class lock_sender {
  public:
    lock_sender(const lock_sender &) = delete;
    lock_sender(lock_sender &&) = default;
  };

public:
  [[nodiscard]] lock_sender async_lock() noexcept;
  void unlock() noexcept;
};
namespace _amre {
struct _sender {};
struct async_manual_reset_event {
  void set() noexcept;
  [[nodiscard]] _sender async_wait() noexcept;
};
} // namespace _amre
using _amre::async_manual_reset_event;
} // namespace v1

namespace v2 {
namespace _async_scope {
struct async_scope {
  ~async_scope();
  [[nodiscard]] parts::Awaiter<void> join() noexcept;
  template <typename Sender> [[nodiscard]] parts::Awaiter<void> nest(Sender &&);
};
} // namespace _async_scope
using _async_scope::async_scope;
namespace _debug_async_scope {
struct debug_async_scope final {
  [[nodiscard]] parts::Awaiter<void> join() noexcept;
  template <typename Sender> [[nodiscard]] parts::Awaiter<void> nest(Sender &&);
};
} // namespace _debug_async_scope
using _debug_async_scope::debug_async_scope;
} // namespace v2

class inplace_stop_token {
public:
  bool stop_requested() const noexcept;
};

namespace win32 {
class low_latency_iocp_context {
public:
  template <typename StopToken> void run(StopToken);
};
} // namespace win32

namespace _spawn_detached {
struct _spawn_detached_fn {
  template <typename Sender, typename Scope> void operator()(Sender &&, Scope &) const;
};
} // namespace _spawn_detached
inline constexpr _spawn_detached::_spawn_detached_fn spawn_detached{};

namespace _when_all {
struct _fn {
  template <typename... Senders> parts::Awaiter<std::tuple<int>> operator()(Senders &&...) const;
};
} // namespace _when_all
inline constexpr _when_all::_fn when_all{};
namespace _when_any {
struct _fn {
  template <typename... Senders> parts::Awaiter<void> operator()(Senders &&...) const;
};
} // namespace _when_any
inline constexpr _when_any::_fn when_any{};
namespace _stop_when {
struct _fn {
  template <typename Source, typename Trigger> parts::Awaiter<void> operator()(Source &&, Trigger &&) const;
};
} // namespace _stop_when
inline constexpr _stop_when::_fn stop_when{};
namespace _when_all_range {
struct _fn {
  template <typename Sender> parts::Awaiter<std::vector<int>> operator()(std::vector<Sender>) const;
};
} // namespace _when_all_range
inline constexpr _when_all_range::_fn when_all_range{};
namespace _schedule_after {
struct _fn {
  template <typename Scheduler, typename Duration> parts::Awaiter<void> operator()(Scheduler &&, Duration &&) const;
};
} // namespace _schedule_after
inline constexpr _schedule_after::_fn schedule_after{};
namespace _let_v::_cpo {
struct _fn {
  template <typename Predecessor, typename SuccessorFactory>
  task<void> operator()(Predecessor &&, SuccessorFactory &&) const {
    return parts::make<task<void>>();
  }
};
} // namespace _let_v::_cpo
inline constexpr _let_v::_cpo::_fn let_value{};

} // namespace unifex

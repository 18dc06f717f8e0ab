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

namespace v2 {
struct async_scope {
  ~async_scope();
  [[nodiscard]] parts::Awaiter<void> join() noexcept;
};
} // namespace v2
using v2::async_scope;

namespace _spawn_detached {
struct _spawn_detached_fn {
  template <typename Sender, typename Scope> void operator()(Sender &&, Scope &) const;
};
} // namespace _spawn_detached
inline constexpr _spawn_detached::_spawn_detached_fn spawn_detached{};

} // namespace unifex

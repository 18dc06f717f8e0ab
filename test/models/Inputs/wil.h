// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of WIL that its model speaks of.

#pragma once

#include "parts.h"

namespace wil {
namespace details::coro {
template <typename T> struct task_base {
  parts::Awaiter<T> resume_any_thread() && noexcept;
  decltype(auto) get() && { return value(); }
  T value();
};
} // namespace details::coro

template <typename T> struct task : details::coro::task_base<T> {
  struct promise_type : parts::Promise<std::suspend_never>, parts::Returns<T> {
    task get_return_object();
  };
  parts::Awaiter<T> operator co_await() && noexcept;
};

template <typename T> struct com_task : details::coro::task_base<T> {
  struct promise_type : parts::Promise<std::suspend_never>, parts::Returns<T> {
    com_task get_return_object();
  };
  parts::Awaiter<T> operator co_await() && noexcept;
};

template <typename Dispatcher> [[nodiscard]] parts::Awaiter<void> resume_foreground(Dispatcher const &) {
  return {};
}

class rwlock_release_exclusive_scope_exit {
public:
  ~rwlock_release_exclusive_scope_exit();
};
class srwlock {
public:
  [[nodiscard]] rwlock_release_exclusive_scope_exit lock_exclusive() noexcept;
};

} // namespace wil

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Boost.Cobalt that its model speaks of.

#pragma once

#include "parts.h"

namespace boost {
namespace system {
template <typename T> class result {
public:
  bool has_error() const;
  T value() const;
};
} // namespace system

namespace cobalt {

template <typename Return> struct [[nodiscard]] promise {
  struct promise_type : parts::Promise<std::suspend_never>, parts::Returns<Return> {
    promise get_return_object();
  };
  promise(promise &&) noexcept;
  ~promise();
  void operator+() &&;
  void detach();
  parts::Awaiter<Return> operator co_await();
};

template <typename Return> struct [[nodiscard]] task {
  struct Initial {
    bool await_ready() const;
    void await_suspend(std::coroutine_handle<>);
    void await_resume();
  };
  struct promise_type : parts::Promise<Initial>, parts::Returns<Return> {
    task get_return_object();
  };
  task(task &&) noexcept;
  ~task();
  parts::Awaiter<Return> operator co_await();
};

struct executor {};
namespace io {
parts::Awaiter<void> sleep(const std::chrono::steady_clock::duration &);
} // namespace io
template <typename T, typename Token> void spawn(executor, task<T> &&, Token &&);
template <typename T> T run(task<T>);
template <typename PromiseRange> parts::Awaiter<std::vector<system::result<int>>> gather(PromiseRange &&);
template <typename PromiseRange> parts::Awaiter<std::vector<int>> join(PromiseRange &&);

template <typename T> struct channel {
  explicit channel(std::size_t limit = 0u);
  parts::Awaiter<void> write(T);
  parts::Awaiter<T> read();
};

} // namespace cobalt
} // namespace boost

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of corral that its model speaks of.

#pragma once

#include "parts.h"

namespace corral {

template <class T = void> class [[nodiscard]] Task {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    Task get_return_object();
  };
  Task(Task &&) noexcept;
  ~Task();
  parts::Awaiter<T> operator co_await() noexcept;
};

namespace detail {
struct DefaultErrorPolicy {};
} // namespace detail

template <class PolicyT> class BasicNursery {
public:
  template <class Callable, class... Args> void start(Callable c, Args... args);
};
using Nursery = BasicNursery<detail::DefaultErrorPolicy>;

template <class Range> parts::Awaiter<std::vector<int>> allOf(Range &&);
template <class EventLoopT, class T> T run(EventLoopT &, Task<T> &&);

class Semaphore {
public:
  class Lock {};
  explicit Semaphore(std::size_t = 1);
  [[nodiscard]] parts::Awaiter<void> acquire();
  [[nodiscard]] parts::Awaiter<Lock> lock();
  void release();
};

class ThreadPool {
public:
  template <class F, class... Args> parts::Awaiter<int> run(F &&, Args &&...) { return {}; }
};

} // namespace corral

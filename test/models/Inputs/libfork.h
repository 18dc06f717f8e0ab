// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of libfork that its model speaks of.

#pragma once

#include "parts.h"

namespace lf {
inline namespace core {

template <typename T> struct task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    task get_return_object();
  };
};

template <typename Sch, typename F, typename... Args> int sync_wait(Sch &&, F &&, Args &&...);
template <typename Sch, typename F, typename... Args> void detach(Sch &&, F &&, Args &&...);

template <typename R> class future {
public:
  future(future &&) noexcept;
  ~future() noexcept;
  void wait();
  R get();
};
template <typename Sch, typename F, typename... Args> future<int> schedule(Sch &&, F &&, Args &&...);
template <typename Sch> parts::Awaiter<void> resume_on(Sch *);

} // namespace core

class lazy_pool {};

} // namespace lf

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of TooManyCooks that its model speaks of.

#pragma once

#include "parts.h"

namespace tmc {

template <typename Result> struct [[nodiscard("You must submit or co_await task for execution.")]] task {
  struct promise_type : parts::Returns<Result> {
    task get_return_object() noexcept;
    std::suspend_always initial_suspend() const noexcept { return {}; }
    std::suspend_always final_suspend() const noexcept { return {}; }
    [[noreturn]] void unhandled_exception() noexcept { std::terminate(); }
  };
  parts::Awaiter<Result> operator co_await() && noexcept;
};

template <typename Awaitable> class [[nodiscard]] aw_spawn {
public:
  void detach();
  parts::Awaiter<int> operator co_await() &&;
};
template <typename Awaitable> aw_spawn<Awaitable> spawn(Awaitable &&);
template <typename Range> parts::Awaiter<std::vector<int>> spawn_many(Range &&);
class ex_cpu {};
template <typename Executor, typename Result> void post(Executor &, task<Result> &&);
template <typename Executor> parts::Awaiter<void> resume_on(Executor &) noexcept;

class semaphore {
public:
  explicit semaphore(std::size_t) noexcept;
  parts::Awaiter<void> operator co_await() noexcept;
  parts::Awaiter<void> acquire_scope() noexcept;
};

} // namespace tmc

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// A library's task, which ends its coroutine with itself, and is awaited where it is.

#pragma once

#include <coroutine>
#include <utility>

namespace owned {

class Task {
public:
  struct promise_type {
    Task get_return_object() { return Task(std::coroutine_handle<promise_type>::from_promise(*this)); }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
  };
  explicit Task(std::coroutine_handle<promise_type> Handle) : Handle(Handle) {}
  Task(Task &&Other) noexcept : Handle(std::exchange(Other.Handle, nullptr)) {}
  ~Task() {
    if (Handle)
      Handle.destroy();
  }
  struct Awaiter {
    std::coroutine_handle<promise_type> Handle;
    bool await_ready() const noexcept { return false; }
    std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept { return Handle; }
    void await_resume() {}
  };
  Awaiter operator co_await() && noexcept { return Awaiter{Handle}; }

private:
  std::coroutine_handle<promise_type> Handle;
};

} // namespace owned

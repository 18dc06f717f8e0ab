// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the stand-ins for libraries beside this file are made of.

#pragma once

#include <chrono>
#include <coroutine>
#include <exception>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace parts {

/// A value, for bodies that a template needs and nothing reads.
template <typename T> T make();

template <typename T> struct Awaiter {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  T await_resume();
};

template <typename Initial> struct Promise {
  Initial initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  void unhandled_exception() { Failure = std::current_exception(); }
  std::exception_ptr Failure;
};

template <typename T> struct Returns {
  void return_value(T);
};
template <> struct Returns<void> {
  void return_void() {}
};

} // namespace parts

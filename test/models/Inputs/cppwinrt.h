// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of C++/WinRT that its model speaks of.

#pragma once

#include "parts.h"
#include <cstdint>
#include <ratio>

namespace winrt {
namespace Windows::Foundation {
using TimeSpan = std::chrono::duration<std::int64_t, std::ratio<1, 10000000>>;
enum class AsyncStatus {};
} // namespace Windows::Foundation

namespace impl {
template <typename D> struct consume_Windows_Foundation_IAsyncAction {
  auto get() const -> void;
  auto wait_for(Windows::Foundation::TimeSpan const &) const -> Windows::Foundation::AsyncStatus;
};
template <typename D, typename T> struct consume_Windows_Foundation_IAsyncOperation {
  auto get() const -> T;
};
} // namespace impl

namespace Windows::Foundation {
struct IAsyncAction : impl::consume_Windows_Foundation_IAsyncAction<IAsyncAction> {
  IAsyncAction(std::nullptr_t = nullptr) noexcept;
};
template <typename T>
struct IAsyncOperation : impl::consume_Windows_Foundation_IAsyncOperation<IAsyncOperation<T>, T> {
  IAsyncOperation(std::nullptr_t = nullptr) noexcept;
};
} // namespace Windows::Foundation

parts::Awaiter<void> operator co_await(Windows::Foundation::IAsyncAction const &);
namespace Windows::Foundation {
parts::Awaiter<void> operator co_await(IAsyncAction const &);
template <typename T> parts::Awaiter<T> operator co_await(IAsyncOperation<T> const &);
} // namespace Windows::Foundation

struct fire_and_forget {};
[[nodiscard]] parts::Awaiter<void> resume_background() noexcept;
struct apartment_context {
  apartment_context();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  void await_resume() const;
};
struct Dispatcher {};
[[nodiscard]] parts::Awaiter<bool> resume_foreground(Dispatcher const &) noexcept;
[[nodiscard]] parts::Awaiter<void> resume_after(Windows::Foundation::TimeSpan) noexcept;
[[nodiscard]] parts::Awaiter<bool> resume_on_signal(void *, Windows::Foundation::TimeSpan = {}) noexcept;
template <typename... T> Windows::Foundation::IAsyncAction when_all(T... async);
template <typename T, typename... Rest> T when_any(T const &, Rest const &...);

struct hresult_error {};
struct hresult_canceled : hresult_error {};
template <typename D> struct com_ptr {
  D *operator->() const noexcept;
};
template <typename D, typename... I> struct implements {
  com_ptr<D> get_strong() noexcept;
};

namespace impl {
struct action_promise : parts::Promise<std::suspend_never>, parts::Returns<void> {
  Windows::Foundation::IAsyncAction get_return_object();
};
} // namespace impl
} // namespace winrt

template <typename... Args> struct std::coroutine_traits<winrt::Windows::Foundation::IAsyncAction, Args...> {
  using promise_type = winrt::impl::action_promise;
};
template <typename... Args> struct std::coroutine_traits<winrt::fire_and_forget, Args...> {
  struct promise_type {
    winrt::fire_and_forget get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() noexcept { std::terminate(); }
  };
};

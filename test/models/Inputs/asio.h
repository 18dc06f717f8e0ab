// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Asio 1.31 and later that its model speaks of: operations are deferred where no token is given, and tokens set
// times.

#pragma once

#include "parts.h"
#include <array>
#include <cstdint>
#include <future>
#include <string_view>
#include <system_error>

namespace asio {

using std::error_code;
using std::system_error;
namespace error {
enum basic_errors { operation_aborted = 125 };
error_code make_error_code(basic_errors);
inline bool operator==(const error_code &Code, basic_errors Error) { return Code.value() == Error; }
} // namespace error

class any_io_executor {};
template <typename T, typename Executor = any_io_executor> class awaitable;
class mutable_buffer {};
template <typename T> mutable_buffer buffer(T &);

// --- Completion tokens ---

struct deferred_t {};
inline constexpr deferred_t deferred;
class detached_t {};
inline constexpr detached_t detached;
template <typename Executor = any_io_executor> struct use_awaitable_t {};
inline constexpr use_awaitable_t<> use_awaitable;
template <typename Allocator = std::allocator<void>> class use_future_t {};
inline constexpr use_future_t<> use_future;
template <typename Executor> class basic_yield_context {};
template <typename Token, typename Clock> struct cancel_after_t {};
template <typename Clock> struct partial_cancel_after {};
template <typename Rep, typename Period>
partial_cancel_after<std::chrono::steady_clock> cancel_after(const std::chrono::duration<Rep, Period> &);
template <typename Rep, typename Period, typename Token>
cancel_after_t<std::decay_t<Token>, std::chrono::steady_clock> cancel_after(const std::chrono::duration<Rep, Period> &, Token &&);
template <typename T> struct default_completion_token {
  using type = deferred_t;
};
template <typename T> using default_completion_token_t = typename default_completion_token<T>::type;

template <typename Signature, typename Initiation, typename... InitArgs> class [[nodiscard]] deferred_async_operation {
public:
  template <typename Token> auto operator()(Token &&Given) &&;
};

namespace detail {
template <typename Signature> struct Value {
  using type = void;
};
template <typename R, typename T> struct Value<R(error_code, T)> {
  using type = T;
};
template <typename R, typename T> struct Value<R(std::exception_ptr, T)> {
  using type = T;
};
} // namespace detail

// Any other token is a handler.
template <typename Token, typename Signature> class async_result {
public:
  template <typename Initiation, typename... InitArgs> static void initiate(Initiation, Token, InitArgs...) {}
};
template <typename Allocator, typename Signature> class async_result<use_future_t<Allocator>, Signature> {
public:
  template <typename Initiation, typename... InitArgs>
  static std::future<typename detail::Value<Signature>::type> initiate(Initiation, use_future_t<Allocator>, InitArgs...);
};
template <typename Executor, typename Signature> class async_result<use_awaitable_t<Executor>, Signature> {
public:
  template <typename Initiation, typename... InitArgs>
  static awaitable<typename detail::Value<Signature>::type, Executor> initiate(Initiation, use_awaitable_t<Executor>, InitArgs...) {
    return parts::make<awaitable<typename detail::Value<Signature>::type, Executor>>();
  }
};
template <typename Signature> class async_result<deferred_t, Signature> {
public:
  template <typename Initiation, typename... InitArgs>
  static deferred_async_operation<Signature, Initiation, InitArgs...> initiate(Initiation, deferred_t, InitArgs...) {
    return {};
  }
};
template <typename Clock, typename Signature> class async_result<partial_cancel_after<Clock>, Signature> {
public:
  template <typename Initiation, typename... InitArgs>
  static deferred_async_operation<Signature, Initiation, InitArgs...> initiate(Initiation, partial_cancel_after<Clock>, InitArgs...) {
    return {};
  }
};
template <typename Token, typename Clock, typename Signature> class async_result<cancel_after_t<Token, Clock>, Signature> {
public:
  template <typename Initiation, typename... InitArgs>
  static auto initiate(Initiation, cancel_after_t<Token, Clock>, InitArgs...)
      -> decltype(async_result<Token, Signature>::initiate(std::declval<Initiation>(), std::declval<Token>()));
};
template <typename Signature> class async_result<detached_t, Signature> {
public:
  template <typename Initiation, typename... InitArgs> static void initiate(Initiation, detached_t, InitArgs...);
};

template <typename Token, typename Signature, typename Initiation, typename... Args>
auto async_initiate(Initiation &&Start, std::type_identity_t<Token> &Given, Args &&...More)
    -> decltype(async_result<std::decay_t<Token>, Signature>::initiate(std::forward<Initiation>(Start), static_cast<Token &&>(Given),
                                                                       std::forward<Args>(More)...)) {
  return async_result<std::decay_t<Token>, Signature>::initiate(std::forward<Initiation>(Start), static_cast<Token &&>(Given),
                                                                std::forward<Args>(More)...);
}

// --- Coroutines ---

namespace this_coro {
struct executor_t {};
inline constexpr executor_t executor;
} // namespace this_coro

template <typename T, typename Executor> class [[nodiscard]] awaitable {
public:
  awaitable(awaitable &&) noexcept;
  ~awaitable();
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>);
  T await_resume();
};
namespace detail {
template <typename Executor> struct awaitable_frame_base : parts::Promise<std::suspend_always> {
  template <typename T> awaitable<T, Executor> await_transform(awaitable<T, Executor>);
  template <typename Signature, typename... More>
  parts::Awaiter<typename Value<Signature>::type> await_transform(deferred_async_operation<Signature, More...> &&);
  template <typename Group>
    requires requires { typename Group::signature; }
  parts::Awaiter<void> await_transform(Group &&);
  parts::Awaiter<Executor> await_transform(this_coro::executor_t) noexcept;
};
template <typename T, typename Executor> struct awaitable_frame : awaitable_frame_base<Executor>, parts::Returns<T> {
  awaitable<T, Executor> get_return_object() noexcept;
};
} // namespace detail
} // namespace asio

template <typename T, typename Executor, typename... Args> struct std::coroutine_traits<asio::awaitable<T, Executor>, Args...> {
  using promise_type = asio::detail::awaitable_frame<T, Executor>;
};

namespace asio {

// --- Executors ---

class io_context {
public:
  io_context() : io_context(std::thread()) {}
  template <typename Allocator, std::uintptr_t Bits> class basic_executor_type {};
  using executor_type = basic_executor_type<std::allocator<void>, 0>;
  executor_type get_executor() noexcept;
  std::size_t run();
  std::size_t run_one();
  template <typename Rep, typename Period> std::size_t run_for(const std::chrono::duration<Rep, Period> &);
  template <typename Clock, typename Duration> std::size_t run_until(const std::chrono::time_point<Clock, Duration> &);
  template <typename Rep, typename Period> std::size_t run_one_for(const std::chrono::duration<Rep, Period> &);
  template <typename Clock, typename Duration> std::size_t run_one_until(const std::chrono::time_point<Clock, Duration> &);
  std::size_t poll();
  std::size_t poll_one();

private:
  explicit io_context(std::thread Own) {
    if (Own.joinable())
      Own.join();
  }
};
class thread_pool {
public:
  template <typename Allocator, unsigned Bits> class basic_executor_type {};
  using executor_type = basic_executor_type<std::allocator<void>, 0>;
  executor_type get_executor() noexcept;
  void attach();
  void wait();
};
class system_context {
public:
  void join();
};
template <typename Blocking, typename Relationship, typename Allocator> class basic_system_executor {};
using system_executor = basic_system_executor<int, int, std::allocator<void>>;

template <typename Executor, typename Token = default_completion_token_t<Executor>>
auto post(const Executor &, Token &&Given = Token())
    -> decltype(async_initiate<Token, void()>(std::declval<int>(), Given)) {
  return async_initiate<Token, void()>(0, Given);
}
template <typename Executor, typename Token = default_completion_token_t<Executor>>
auto dispatch(const Executor &, Token &&Given = Token())
    -> decltype(async_initiate<Token, void()>(std::declval<int>(), Given)) {
  return async_initiate<Token, void()>(0, Given);
}
template <typename Executor, typename Token = default_completion_token_t<Executor>>
auto defer(const Executor &, Token &&Given = Token())
    -> decltype(async_initiate<Token, void()>(std::declval<int>(), Given)) {
  return async_initiate<Token, void()>(0, Given);
}
template <typename Executor, typename T, typename AwaitableExecutor, typename Token = default_completion_token_t<Executor>>
  requires(!std::is_void_v<T>)
auto co_spawn(const Executor &, awaitable<T, AwaitableExecutor>, Token &&Given = Token())
    -> decltype(async_initiate<Token, void(std::exception_ptr, T)>(std::declval<int>(), Given));
template <typename Executor, typename AwaitableExecutor, typename Token = default_completion_token_t<Executor>>
auto co_spawn(const Executor &, awaitable<void, AwaitableExecutor>, Token &&Given = Token())
    -> decltype(async_initiate<Token, void(std::exception_ptr)>(std::declval<int>(), Given));
template <typename Executor, typename F, typename Token = default_completion_token_t<Executor>>
  requires std::invocable<F>
auto co_spawn(const Executor &, F &&, Token &&Given = Token())
    -> decltype(async_initiate<Token, void(std::exception_ptr)>(std::declval<int>(), Given)) {
  return async_initiate<Token, void(std::exception_ptr)>(0, Given);
}

// --- Operations ---

class cancellation_slot {};
class cancellation_signal {
public:
  cancellation_slot slot() noexcept;
};

template <typename Clock, typename Executor = any_io_executor> class basic_waitable_timer {
public:
  basic_waitable_timer(const Executor &, const typename Clock::duration &);
  void wait();
  template <typename Token = default_completion_token_t<Executor>>
  auto async_wait(Token &&Given = Token()) -> decltype(async_initiate<Token, void(error_code)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code)>(0, Given);
  }
};
using steady_timer = basic_waitable_timer<std::chrono::steady_clock>;
template <typename Time, typename Executor = any_io_executor> class basic_deadline_timer {
public:
  void wait();
  template <typename Token = default_completion_token_t<Executor>>
  auto async_wait(Token &&Given = Token()) -> decltype(async_initiate<Token, void(error_code)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code)>(0, Given);
  }
};
using deadline_timer = basic_deadline_timer<std::chrono::system_clock::time_point>;

class socket_base {
public:
  enum wait_type { wait_read, wait_write, wait_error };
};
template <typename Protocol, typename Executor = any_io_executor> class basic_socket : public socket_base {
public:
  std::size_t available() const;
  void non_blocking(bool);
  void native_non_blocking(bool);
  void connect(const typename Protocol::endpoint &);
  void wait(wait_type);
  template <typename Token = default_completion_token_t<Executor>>
  auto async_connect(const typename Protocol::endpoint &, Token &&Given = Token())
      -> decltype(async_initiate<Token, void(error_code)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code)>(0, Given);
  }
  template <typename Token = default_completion_token_t<Executor>>
  auto async_wait(wait_type, Token &&Given = Token())
      -> decltype(async_initiate<Token, void(error_code)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code)>(0, Given);
  }
};
template <typename Protocol, typename Executor = any_io_executor>
class basic_stream_socket : public basic_socket<Protocol, Executor> {
public:
  template <typename Buffers> std::size_t receive(const Buffers &);
  template <typename Buffers, typename Token = default_completion_token_t<Executor>>
  auto async_receive(const Buffers &, Token &&Given = Token())
      -> decltype(async_initiate<Token, void(error_code, std::size_t)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code, std::size_t)>(0, Given);
  }
  template <typename Buffers> std::size_t read_some(const Buffers &);
  template <typename Buffers> std::size_t write_some(const Buffers &);
  template <typename Buffers, typename Token = default_completion_token_t<Executor>>
  auto async_read_some(const Buffers &, Token &&Given = Token())
      -> decltype(async_initiate<Token, void(error_code, std::size_t)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code, std::size_t)>(0, Given);
  }
  template <typename Buffers, typename Token = default_completion_token_t<Executor>>
  auto async_write_some(const Buffers &, Token &&Given = Token())
      -> decltype(async_initiate<Token, void(error_code, std::size_t)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code, std::size_t)>(0, Given);
  }
};
template <typename Protocol, typename Executor = any_io_executor> class basic_socket_acceptor : public socket_base {
public:
  basic_stream_socket<Protocol, Executor> accept();
  void wait(wait_type);
  template <typename Token = default_completion_token_t<Executor>>
  auto async_accept(Token &&Given = Token())
      -> decltype(async_initiate<Token, void(error_code, basic_stream_socket<Protocol, Executor>)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code, basic_stream_socket<Protocol, Executor>)>(0, Given);
  }
  void non_blocking(bool);
};
template <typename Protocol, typename Executor, typename Endpoints>
typename Protocol::endpoint connect(basic_socket<Protocol, Executor> &, const Endpoints &);
template <typename Stream, typename Buffers> std::size_t read(Stream &, const Buffers &);
template <typename Stream, typename Buffers> std::size_t write(Stream &, const Buffers &);

namespace ip {
class tcp {
public:
  class endpoint {};
  using socket = basic_stream_socket<tcp>;
  using acceptor = basic_socket_acceptor<tcp>;
};
template <typename Protocol, typename Executor = any_io_executor> class basic_resolver {
public:
  using results_type = std::vector<typename Protocol::endpoint>;
  results_type resolve(std::string_view, std::string_view);
  template <typename Token = default_completion_token_t<Executor>>
  auto async_resolve(std::string_view, std::string_view, Token &&Given = Token())
      -> decltype(async_initiate<Token, void(error_code, results_type)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code, results_type)>(0, Given);
  }
};
} // namespace ip

namespace windows {
template <typename Executor = any_io_executor> class basic_object_handle {
public:
  void wait();
  template <typename Token = default_completion_token_t<Executor>>
  auto async_wait(Token &&Given = Token()) -> decltype(async_initiate<Token, void(error_code)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code)>(0, Given);
  }
};
} // namespace windows

template <typename Executor = any_io_executor> class basic_file {
public:
  void sync_all();
  void sync_data();
};
template <typename Executor = any_io_executor> class basic_stream_file : public basic_file<Executor> {
public:
  template <typename Buffers> std::size_t read_some(const Buffers &);
};

// --- Experimental ---

namespace experimental {
namespace awaitable_operators {
template <typename T, typename U, typename Executor>
awaitable<std::tuple<T, U>, Executor> operator&&(awaitable<T, Executor>, awaitable<U, Executor>);
template <typename Executor> awaitable<void, Executor> operator||(awaitable<void, Executor>, awaitable<void, Executor>);
} // namespace awaitable_operators
class wait_for_all {};
class wait_for_one {};
class wait_for_one_success {};
template <typename... Ops> class parallel_group {
public:
  using signature = void(std::array<std::size_t, sizeof...(Ops)>, error_code);
  template <typename Condition, typename Token> auto async_wait(Condition, Token &&Given) {
    return async_initiate<Token, signature>(0, Given);
  }
};
template <typename Range, typename Allocator = std::allocator<void>> class ranged_parallel_group {
public:
  using signature = void(std::vector<std::size_t>, std::vector<error_code>);
  template <typename Condition, typename Token> auto async_wait(Condition, Token &&Given) {
    return async_initiate<Token, signature>(0, Given);
  }
};
template <typename... Ops> [[nodiscard]] parallel_group<Ops...> make_parallel_group(Ops...);
template <typename Range>
  requires requires(Range Given) { Given.begin(); }
[[nodiscard]] ranged_parallel_group<std::decay_t<Range>> make_parallel_group(Range &&);

template <typename Executor, typename Traits, typename... Signatures> class basic_channel {
public:
  template <typename Token = default_completion_token_t<Executor>>
  auto async_send(error_code, Token &&Given = Token())
      -> decltype(async_initiate<Token, void(error_code)>(std::declval<int>(), Given)) {
    return async_initiate<Token, void(error_code)>(0, Given);
  }
};
template <typename... Signatures> using channel = basic_channel<any_io_executor, int, Signatures...>;
} // namespace experimental
} // namespace asio

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// What the model of Seastar speaks of.

#pragma once

#include <chrono>
#include <coroutine>
#include <cstddef>
#include <exception>
#include <filesystem>
#include <functional>
#include <future>
#include <optional>
#include <string>
#include <memory>
#include <tuple>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace seastar {

using sstring = std::string;
using steady_clock_type = std::chrono::steady_clock;
class abort_source;
class task {
public:
  virtual void run_and_dispose() noexcept = 0;
};

template <typename T = void> class promise;
template <typename T = void> class [[nodiscard]] future;
template <typename T> struct futurize { using type = future<T>; };
template <typename T> struct futurize<future<T>> { using type = future<T>; };
template <typename T> using futurize_t = typename futurize<T>::type;

namespace internal {
template <typename T> T some(); // Something of the type.
class future_base {
protected:
  future_base() noexcept;
  ~future_base() noexcept;
};
template <typename T> using value_of = std::conditional_t<std::is_void_v<T>, std::monostate, T>;
} // namespace internal

template <typename T> class [[nodiscard]] future : private internal::future_base {
public:
  using value_type = internal::value_of<T>;
  using promise_type = promise<T>;
  future(future &&) noexcept;
  future(const future &) = delete;
  future &operator=(future &&) noexcept;
  value_type &&get();
  std::exception_ptr get_exception() noexcept;
  void wait() noexcept;
  bool available() const noexcept;
  bool failed() const noexcept;
  template <typename Func> auto then(Func &&) noexcept {
    if constexpr (std::is_void_v<T>)
      return result<std::invoke_result_t<Func>>();
    else
      return result<std::invoke_result_t<Func, T>>();
  }
  template <typename Func> auto then_wrapped(Func &&) noexcept {
    return result<std::invoke_result_t<Func, future>>();
  }
  template <typename Func> future<T> finally(Func &&) noexcept { return result<T>(); }
  template <typename Func> future<T> handle_exception(Func &&) noexcept { return result<T>(); }
  future<> or_terminate() noexcept;
  future<> discard_result() noexcept;
  void ignore_ready_future() noexcept;

private:
  template <typename R> static futurize_t<R> result();
};

template <typename T> class promise {
public:
  promise() noexcept;
  future<T> get_future() noexcept;
  template <typename... A> void set_value(A &&...) noexcept;
  void set_exception(std::exception_ptr) noexcept;
};

template <typename T = void, typename... A> future<T> make_ready_future(A &&...) noexcept;
template <typename T = void> future<T> make_exception_future(std::exception_ptr) noexcept;

namespace internal {
template <bool CheckPreempt, typename T> struct awaiter {
  bool await_ready() const noexcept;
  template <typename U> void await_suspend(std::coroutine_handle<U>) noexcept;
  T await_resume();
};
template <typename T> class coroutine_traits_base {
public:
  class promise_type final : public task {
  public:
    template <typename U> void return_value(U &&);
    void unhandled_exception() noexcept { set_exception(std::current_exception()); }
    void set_exception(std::exception_ptr &&) noexcept;
    future<T> get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void run_and_dispose() noexcept override;
  };
};
template <> class coroutine_traits_base<void> {
public:
  class promise_type final : public task {
  public:
    void return_void() noexcept;
    void unhandled_exception() noexcept { set_exception(std::current_exception()); }
    void set_exception(std::exception_ptr &&) noexcept;
    future<> get_return_object() noexcept;
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void run_and_dispose() noexcept override;
  };
};
} // namespace internal

template <typename T> auto operator co_await(future<T> &&) noexcept {
  return internal::awaiter<true, T>();
}

template <typename T> class shared_future {
public:
  shared_future(future<T>);
  future<T> get_future() const noexcept;
};

template <typename Clock = steady_clock_type, typename Rep, typename Period>
future<> sleep(std::chrono::duration<Rep, Period>);
template <typename Clock = steady_clock_type> future<> sleep_abortable(typename Clock::duration);
template <typename Clock = steady_clock_type> future<> sleep_abortable(typename Clock::duration, abort_source &);
future<> yield() noexcept;
class abort_source {
public:
  void request_abort() noexcept;
};
class abort_requested_exception : public std::exception {};
class gate_closed_exception : public std::exception {};
template <typename T> class enable_shared_from_this {};
template <typename T> class enable_lw_shared_from_this {
public:
  std::shared_ptr<T> shared_from_this();
};
template <typename Clock, typename Duration, typename... T>
future<T...> with_timeout(std::chrono::time_point<Clock, Duration>, future<T...>);

// --- Loops and gathers ---

template <typename... FutOrFuncs>
future<std::tuple<std::decay_t<FutOrFuncs>...>> when_all(FutOrFuncs &&...) noexcept {
  return internal::some<future<std::tuple<std::decay_t<FutOrFuncs>...>>>();
}
template <typename... FutOrFuncs>
future<std::tuple<typename std::decay_t<FutOrFuncs>::value_type...>>
when_all_succeed(FutOrFuncs &&...) noexcept;
template <typename T> future<std::vector<T>> when_all_succeed(std::vector<future<T>> &&) noexcept;

template <typename Sequence> struct when_any_result {
  std::size_t index;
  Sequence futures;
};
template <typename FutureIterator>
future<when_any_result<std::vector<typename std::iterator_traits<FutureIterator>::value_type>>>
when_any(FutureIterator, FutureIterator) noexcept;
template <typename AsyncAction> future<> repeat(AsyncAction &&) noexcept { return internal::some<future<>>(); }
template <typename AsyncAction, typename StopCondition> future<> do_until(StopCondition, AsyncAction) noexcept {
  return internal::some<future<>>();
}
template <typename T, typename F> auto do_with(T &&Value, F &&f) noexcept -> futurize_t<std::invoke_result_t<F, T &>> {
  return internal::some<futurize_t<std::invoke_result_t<F, T &>>>();
}

template <typename Range, typename Func> future<> parallel_for_each(Range &&, Func &&) noexcept {
  return internal::some<future<>>();
}
template <typename Range, typename Func>
future<> max_concurrent_for_each(Range &&, std::size_t, Func &&) noexcept {
  return internal::some<future<>>();
}
template <typename Range, typename Func> future<> do_for_each(Range &, Func) noexcept {
  return internal::some<future<>>();
}
template <typename Range, typename Mapper, typename Initial, typename Reduce>
future<Initial> map_reduce(Range &&, Mapper &&, Initial, Reduce) {
  return internal::some<future<Initial>>();
}

namespace coroutine {
template <typename... Futures> class [[nodiscard]] all {
public:
  template <typename... Func> explicit all(Func &&...) {}
  auto operator co_await() {
    return seastar::internal::awaiter<true, std::tuple<typename Futures::value_type...>>();
  }
};
template <typename... Func> explicit all(Func &&...) -> all<std::invoke_result_t<Func>...>;
template <typename Func> class [[nodiscard]] parallel_for_each {
public:
  template <typename Range, typename Func1>
  explicit parallel_for_each(Range &&, Func1 &&) noexcept {}
  bool await_ready() const noexcept { return false; }
  template <typename T> void await_suspend(std::coroutine_handle<T>) noexcept {}
  void await_resume() const {}
};
template <typename Range, typename Func>
parallel_for_each(Range &&, Func &&) -> parallel_for_each<Func>;
namespace internal {
struct maybe_yield_awaiter {
  bool await_ready() const;
  template <typename T> void await_suspend(std::coroutine_handle<T>) noexcept;
  void await_resume();
};
} // namespace internal
struct exception {
  explicit exception(std::exception_ptr) noexcept;
};
template <typename T> internal::maybe_yield_awaiter return_exception(T &&) noexcept;
internal::maybe_yield_awaiter return_exception_ptr(std::exception_ptr) noexcept;
namespace experimental {
template <typename Ref, typename Value = std::remove_cvref_t<Ref>> class [[nodiscard]] generator {
public:
  struct promise_type final : seastar::task {
    generator get_return_object() noexcept;
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(Value) noexcept;
    void return_void() noexcept;
    void unhandled_exception() noexcept;
    void run_and_dispose() noexcept override;
  };
  future<std::optional<Value>> operator()();
};
} // namespace experimental
class [[nodiscard]] maybe_yield {
public:
  auto operator co_await() { return internal::maybe_yield_awaiter(); }
};
template <typename Func> class lambda {
public:
  explicit lambda(Func &&) {}
  template <typename... Args> decltype(auto) operator()(Args &&...) const {
    return seastar::internal::some<std::invoke_result_t<Func, Args...>>();
  }
};
} // namespace coroutine

// --- Limits, locks, scopes ---

struct semaphore_default_exception_factory {};
template <typename ExceptionFactory, typename Clock> class semaphore_units {
public:
  semaphore_units(semaphore_units &&) noexcept;
  ~semaphore_units() noexcept;
};
template <typename ExceptionFactory, typename Clock = steady_clock_type> class basic_semaphore {
public:
  explicit basic_semaphore(std::size_t);
  future<> wait(std::size_t = 1) noexcept;
  void signal(std::size_t = 1) noexcept;
};
using semaphore = basic_semaphore<semaphore_default_exception_factory>;
template <typename ExceptionFactory, typename Clock>
future<semaphore_units<ExceptionFactory, Clock>>
get_units(basic_semaphore<ExceptionFactory, Clock> &, std::size_t) noexcept;

class condition_variable {
  struct [[nodiscard]] awaiter {
    internal::awaiter<false, void> operator co_await();
  };

public:
  future<> wait() noexcept;
  awaiter when() noexcept;
  void signal() noexcept;
};
template <typename T> class queue {
public:
  future<> push_eventually(T &&) noexcept;
};
class data_sink {};
class data_source {};
template <typename CharType> class output_stream final {
public:
  explicit output_stream(data_sink) noexcept;
  ~output_stream();
  future<> write(const CharType *) noexcept;
  future<> close() noexcept;
  data_sink detach() &&;
};
template <typename CharType> class input_stream final {
public:
  explicit input_stream(data_source) noexcept;
  future<sstring> read() noexcept;
  future<> close() noexcept;
};
class connected_socket {};
class socket_address {};
future<connected_socket> connect(socket_address);
namespace net::dns {
future<int> get_host_by_name(const sstring &, std::optional<int> = {});
} // namespace net::dns
namespace http::experimental {
class client {
public:
  explicit client(socket_address);
  future<> make_request(sstring, std::function<future<>(int)>);
  future<> close();
};
} // namespace http::experimental
template <typename Service> class sharded {
public:
  ~sharded();
  template <typename... Args> future<> start(Args &&...) noexcept;
  future<> stop() noexcept;
  template <typename Func> future<> invoke_on_all(Func) noexcept { return internal::some<future<>>(); }
};

class gate {
public:
  class holder {
  public:
    explicit holder(gate &g) : _g(&g) { g.enter(); }
    holder(holder &&Other) noexcept : _g(std::exchange(Other._g, nullptr)) {}
    ~holder() {
      if (_g)
        _g->leave();
    }

  private:
    gate *_g;
  };
  void enter();
  void leave() noexcept;
  holder hold() { return holder(*this); }
  future<> close() noexcept;
};
template <typename Func> auto with_gate(gate &, Func &&) -> futurize_t<std::invoke_result_t<Func>> {
  return internal::some<futurize_t<std::invoke_result_t<Func>>>();
}

// --- Threads, shards, the reactor ---

class thread {
public:
  template <typename Func> thread(Func) {}
  future<> join();
};
template <typename Func, typename... Args>
futurize_t<std::invoke_result_t<Func, Args...>> async(Func &&, Args &&...) noexcept {
  return internal::some<futurize_t<std::invoke_result_t<Func, Args...>>>();
}

class smp {
public:
  template <typename Func>
  static futurize_t<std::invoke_result_t<Func>> submit_to(unsigned, Func &&) noexcept {
    return internal::some<futurize_t<std::invoke_result_t<Func>>>();
  }
  template <typename Func> static future<> invoke_on_all(Func &&) noexcept {
    return internal::some<future<>>();
  }
};
class reactor {
public:
  void run_in_background(future<>);
};
reactor &engine();
namespace internal {
void run_in_background(future<>);
}
namespace alien {
class instance;
template <typename Func> void run_on(instance &, unsigned, Func) {}
template <typename Func, typename T = int> std::future<T> submit_to(instance &, unsigned, Func) {
  return internal::some<std::future<T>>();
}
} // namespace alien

class app_template {
public:
  int run(int, char **, std::function<future<int>()> &&) noexcept;
};
class posix_thread {
public:
  posix_thread(std::function<void()>);
  void join();
};
sstring read_first_line(std::filesystem::path);

template <typename Clock = steady_clock_type> class timer {
public:
  explicit timer(std::function<void()> &&) noexcept;
  void set_callback(std::function<void()> &&) noexcept;
};

} // namespace seastar

template <typename T, typename... Args>
class std::coroutine_traits<seastar::future<T>, Args...>
    : public seastar::internal::coroutine_traits_base<T> {};

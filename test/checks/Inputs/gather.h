// Gathers of the in-house library; gather-model.yaml describes them.
#pragma once

#include "task.h"
#include <exception>
#include <system_error>
#include <tuple>
#include <vector>

namespace lib {

struct Unit {};

/// A value, or the failure to make it.
template <typename T> class Try {
public:
  bool hasException() const;
  std::exception_ptr exception() const;
  /// Throws the failure, if there is one.
  T &value();
  T valueOr(T Other) const;
  explicit operator bool() const;
  T *operator->();
  T &operator*();
};

/// Reports each failure in its place.
template <typename A, typename B> Task<std::tuple<Try<A>, Try<B>>> collectTry(Task<A>, Task<B>);
template <typename T> Task<std::vector<Try<T>>> collectTryRange(std::vector<Task<T>>);
template <typename A, typename B> Task<std::tuple<Try<A>, Try<B>>> settle(Task<A>, Task<B>);
template <typename T> Task<std::vector<Try<T>>> settleRange(std::vector<Task<T>>);
template <typename A, typename B>
Task<std::tuple<std::exception_ptr, A, std::error_code, B>> settleErrors(Task<A>, Task<B>);
template <typename T> Task<std::vector<std::tuple<std::error_code, T>>> settleErrorRanges(std::vector<Task<T>>);
template <typename A, typename B>
Task<std::tuple<std::exception_ptr, A, std::exception_ptr, B>> collectErrors(Task<A>, Task<B>);
struct Group {
  Task<std::vector<Try<int>>> settle();
};

/// May be continued, by what takes its value, or itself.
template <typename T = void> class Later {
public:
  using promise_type = typename Task<T>::promise_type;
  template <typename F> Later<> then(F Next) {
    Next(some<T>());
    return some<Later<>>();
  }
  template <typename F> Later<> thenUnpack(F Next) {
    std::apply(Next, some<T>());
    return some<Later<>>();
  }
  template <typename F> Later<> thenWrapped(F Next) {
    Next(some<Later>());
    return some<Later<>>();
  }
  template <typename F> Later handle(F Next) {
    Next(some<std::exception_ptr>());
    return some<Later>();
  }
  bool failed() const;
  auto get() { return some<T>(); }
  auto operator co_await() && noexcept {
    struct Awaiter {
      bool await_ready() noexcept;
      void await_suspend(std::coroutine_handle<>) noexcept;
      T await_resume();
    };
    return Awaiter();
  }

private:
  template <typename U> static U some();
};
template <typename... T> Later<std::tuple<Later<T>...>> join(Later<T>...);
template <typename T> Later<std::vector<Later<T>>> joinRange(std::vector<Later<T>>);
Later<> nap();

template <typename H> void whenSettled(Task<int>, Task<int>, H Handler) {}

/// Throws the first failure.
template <typename A, typename B> Task<std::tuple<A, B>> collect(Task<A>, Task<B>);
template <typename T> Task<std::vector<T>> collectRange(std::vector<Task<T>>);
template <typename A, typename B> Task<std::tuple<A, B>> operator&&(Task<A>, Task<B>);

/// Eager, and an exception ends in it without a trace.
struct Quiet {
  struct promise_type {
    Quiet get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};

} // namespace lib

// Statuses, and an in-house coroutine that takes them: what it makes of an await of one is up to Passing.
#pragma once

#include <coroutine>

namespace lib {

struct Status {
  int Code = 0;
};

template <template <typename> class Passing> struct Steps {
  struct promise_type {
    Steps get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(Status) {}
    void unhandled_exception() {}
    Passing<promise_type> await_transform(Status Of) { return {Of}; }
  };
};

/// Ends the coroutine where the status is an error, which becomes its own.
template <typename Promise> struct HandsOn {
  Status Of;
  bool await_ready() noexcept { return Of.Code == 0; }
  std::coroutine_handle<> await_suspend(std::coroutine_handle<Promise> Failed) noexcept {
    if (Of.Code == 0)
      return Failed;
    Failed.promise().return_value(Of);
    Failed.promise().final_suspend().await_suspend(Failed);
    return std::noop_coroutine();
  }
  void await_resume() noexcept {}
};

/// Keeps the coroutine for another try.
template <typename Promise> struct Retries {
  Status Of;
  std::coroutine_handle<> Kept;
  bool await_ready() noexcept { return Of.Code == 0; }
  void await_suspend(std::coroutine_handle<Promise> Failed) noexcept {
    Failed.promise().return_value(Of);
    Kept = Failed;
  }
  void await_resume() noexcept {}
};

} // namespace lib

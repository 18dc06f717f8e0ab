// RUN: %check_corolint %s %t --checks=-*,async-nested-task -- -std=c++20

// What is reported of awaitables that stand where their result was wanted.

#include "Inputs/task.h"
#include <type_traits>
#include <utility>

using lib::Task;

Task<> lazy();
Task<int> number();
void log(int Value);

struct Pool {
  template <typename F> Task<std::invoke_result_t<F>> run(F Called) { co_return Called(); }
};

Task<Task<>> value() {
  co_return lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'lazy' is handed back un-awaited as the value of this coroutine: awaited once, nothing of it has run [async-nested-task]
}

template <typename F> Task<std::invoke_result_t<F>> traced(F Work) {
  co_return Work();
}

Task<int> callable(Pool &Workers) {
  co_await traced([] { return 1; });
  auto Inner = co_await Workers.run([] { return number(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'run' yields the awaitable that this callable returns, not its result: awaited once, nothing of it has run [async-nested-task]
  auto Coroutine = co_await Workers.run([]() -> Task<int> { co_return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'run' yields the awaitable that this callable returns, not its result: awaited once, nothing of it has run [async-nested-task]
  co_return co_await std::move(Inner) + co_await std::move(Coroutine);
}

Task<> instances() {
  auto Inner = co_await traced(number);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'traced' yields the awaitable that this callable returns, not its result: awaited once, nothing of it has run [async-nested-task]
  log(co_await std::move(Inner));
}

Task<> reference() {
  const auto &Rows = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Rows' refers to the awaitable that 'number' returns, not to its result: the coroutine it returns never runs [async-nested-task]
  const Task<> &Typed = lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Typed' refers to the awaitable that 'lazy' returns, not to its result: the coroutine it returns never runs [async-nested-task]
  co_return;
}

// What is awaited holds it.
template <typename T> struct Tried {
  T Value;
};
template <typename T> struct Trying {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  Tried<T> await_resume();
};
template <typename F> Trying<std::invoke_result_t<F>> tries(F Called) { return {}; }
Task<> holds() {
  auto Inner = co_await tries([] { return number(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'tries' yields the awaitable that this callable returns, not its result: awaited once, nothing of it has run [async-nested-task]
  (void)Inner;
}

// RUN: %check_corolint %s %t --checks=-*,async-nested-task -- -std=c++20

// Tasks of tasks that are meant.

#include "Inputs/task.h"
#include <functional>
#include <type_traits>
#include <utility>
#include <vector>

using lib::Task;

Task<> lazy();
Task<int> number();
lib::Eager<int> eager();
void look(const Task<int> &Given);

struct Pool {
  template <typename F> Task<std::invoke_result_t<F>> run(F Called) { co_return Called(); }
  template <typename F> std::invoke_result_t<F> schedule(F Called) { return Called(); }
};

Task<int> result() { co_return co_await number(); }
Task<> handsOn() { return lazy(); }

// A handle to work under way.
Task<lib::Eager<int>> started() { co_return eager(); }

// What is given is handed on.
Task<Task<>> wraps(Task<> Given) { co_return std::move(Given); }

Task<int> awaited(Pool &Workers) {
  int Both = co_await co_await Workers.run([] { return number(); });
  int Once = co_await Workers.schedule([] { return number(); });
  int Plain = co_await Workers.run([] { return 1; });
  co_return Both + Once + Plain;
}

Task<> references() {
  const auto &Looked = number();
  look(Looked);
  auto &&Awaited = number();
  co_await std::move(Awaited);
  const int &Value = co_await number();
  (void)Value;
}

Task<> all(std::vector<Task<>> &Given);
Task<> elements(std::vector<Task<>> Works) {
  for (auto &Each : Works)
    Each = lazy();
  auto &First = Works[0];
  First = lazy();
  co_await all(Works);
}

// --- What is awaited of a wrapper is the result ---

template <typename Wrapped> struct Caught {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
template <typename F> Caught<std::invoke_result_t<F>> caught(F Called) {
  return {};
}
template <typename T> Caught<T> tried(T Given) {
  return {};
}
Task<int> wrapsIt() {
  int Of = co_await caught([] { return number(); });
  Of += co_await tried(std::invoke(number));
  co_return Of;
}

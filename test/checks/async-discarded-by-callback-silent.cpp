// RUN: %check_corolint %s %t --checks=-*,async-discarded-by-callback -- -std=c++20

// Callables whose awaitable is taken, or that return none.

#include "Inputs/task.h"
#include <algorithm>
#include <functional>
#include <future>
#include <thread>
#include <vector>

using lib::Task;

Task<> lazy();
lib::Detached detached();
void ordinary();

void wanted() {
  std::function<Task<>()> Lambda = [] { return lazy(); };
  std::function<Task<>()> Function = lazy;
  std::function<void()> Nothing = [] { ordinary(); };
  std::function<void()> Forgets = [] { detached(); };
  std::function<void()> Detached = detached;
  std::function<void(Task<>)> Takes = [](Task<>) {};
  std::function<void()> Empty;
  std::function<void()> Copy = Nothing;
  std::thread Worker(ordinary);
  Worker.join();
}

// Made for coroutines: the result is kept, awaited or given back.
template <typename F> auto calls(F &&Called) { return Called(); }
template <typename F> Task<> awaits(F Called) { co_await Called(); }
template <typename F> void keeps(F Called, std::vector<Task<>> &Tasks) { Tasks.push_back(Called()); }
template <typename F> void looks(F Called) {
  auto Result = Called();
  (void)Result;
}

Task<> taken(std::vector<Task<>> &Tasks) {
  co_await calls([] { return lazy(); });
  co_await awaits([] { return lazy(); });
  keeps([] { return lazy(); }, Tasks);
  looks([] { return 1; });
}

// The result of a reference to a task is no new task.
Task<> &shared();
std::function<void()> Refers = shared;

// A generic callable of which nothing is known.
template <typename F> void undeclared(F) {}
void generic() {
  undeclared([](auto Value) { return Value; });
}

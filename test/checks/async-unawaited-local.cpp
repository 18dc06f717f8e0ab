// RUN: %check_corolint %s %t --checks=-*,async-unawaited-local -- -std=c++20

// What is reported of awaitables in local variables.

#include "Inputs/task.h"
#include <array>
#include <future>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

using lib::Task;

Task<> lazy();
Task<int> number(int Of = 0);
lib::Eager<> eager();
lib::Eager<int> eagerNumber();
lib::Hot<int> hot();
lib::Awaiter<int> awaiter();
Task<Task<>> nested();
std::pair<Task<>, Task<int>> both();
bool condition();
void log(int Value);

// --- Nothing consumes it -----------------------------------------------------------------------------------------------------

Task<> kinds() {
  auto Lazy = lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lazy' is kept in 'Lazy' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  // CHECK-FIXES: {{^}}  co_await lazy();
  auto Number = number(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'number' is kept in 'Number' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  // CHECK-FIXES: {{^}}  auto Number = co_await number(1);
  auto Running = eagerNumber();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'eagerNumber' is kept in 'Running' and never awaited: it runs unobserved, and its failure is lost [async-unawaited-local]
  // CHECK-FIXES: {{^}}  auto Running = co_await eagerNumber();
  auto Waiting = awaiter();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'awaiter' is kept in 'Waiting' and never awaited: the awaitable it returns is dropped, and nothing waits for it [async-unawaited-local]
  // CHECK-FIXES: {{^}}  auto Waiting = co_await awaiter();
  auto Inner = co_await nested();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: the result of awaiting 'nested' is kept in 'Inner' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  co_return;
}

Task<> forms() {
  Task<> Typed = lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'lazy' is kept in 'Typed' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  // CHECK-FIXES: {{^}}  co_await lazy();
  Task<int> TypedNumber = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'number' is kept in 'TypedNumber' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  auto Braced{number()};
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'number' is kept in 'Braced' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  // CHECK-FIXES: {{^}}  auto Braced{co_await number()};
  auto &&Bound = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'number' is kept in 'Bound' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  const auto Constant = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'number' is kept in 'Constant' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  [[maybe_unused]] auto OnPurpose = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'number' is kept in 'OnPurpose' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  auto Cast = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'number' is kept in 'Cast' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  (void)Cast;
  if (auto InIf = number(); condition())
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'number' is kept in 'InIf' and never awaited: the coroutine it returns never runs [async-unawaited-local]
    co_return;
  for (auto InFor = number(); condition();)
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'number' is kept in 'InFor' and never awaited: the coroutine it returns never runs [async-unawaited-local]
    co_return;
  co_return;
}

Task<> dropsCancelled() {
  auto Cancelled = hot();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'hot' is kept in 'Cancelled' and never awaited: what it started is cancelled at once [async-unawaited-local]
  // CHECK-FIXES: {{^}}  auto Cancelled = co_await hot();
  log(1);
  co_return;
}

void ordinary() { auto Never = lazy(); }
// CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'lazy' is kept in 'Never' and never awaited: the coroutine it returns never runs [async-unawaited-local]

auto Lambda = []() -> Task<> {
  auto Never = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'number' is kept in 'Never' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  co_return;
};

template <typename T> Task<T> inTemplate(T Value) {
  auto Never = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'number' is kept in 'Never' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  co_return Value;
}
template Task<int> inTemplate(int);
template Task<long> inTemplate(long);

// --- Several in one variable -------------------------------------------------------------------------------------------------

Task<> several() {
  auto [First, Second] = both();
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'both' is kept in 'Second' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  co_await std::move(First);
  std::vector<Task<>> Filled;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'lazy' is kept in 'Filled' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  Filled.reserve(2);
  for (int I = 0; I < 2; ++I)
    Filled.push_back(lazy());
  log(Filled.size());
  std::optional<Task<>> Perhaps;
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'lazy' is kept in 'Perhaps' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  if (condition())
    Perhaps = lazy();
  Task<int> Array[] = {number(1), number(2)};
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'number' is kept in 'Array' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  std::array<Task<int>, 1> Wrapped{number(3)};
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'number' is kept in 'Wrapped' and never awaited: the coroutine it returns never runs [async-unawaited-local]
}

// --- Lost on some path -------------------------------------------------------------------------------------------------------

lib::Eager<> returnsEarly() {
  auto Running = eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'eager' is not awaited on every path: it runs unobserved, and its failure is lost [async-unawaited-local]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: 'Running' is left behind here
  if (condition())
    co_return;
  co_await Running;
}

lib::Eager<> onlySometimes() {
  auto Running = eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'eager' is not awaited on every path: it runs unobserved, and its failure is lost [async-unawaited-local]
  // CHECK-MESSAGES: :[[@LINE+3]]:1: note: 'Running' is left behind here
  if (condition())
    co_await Running;
}

lib::Eager<> leavesLoop() {
  for (int I = 0; I < 3; ++I) {
    auto Running = eagerNumber();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'eagerNumber' is not awaited on every path: it runs unobserved, and its failure is lost [async-unawaited-local]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: 'Running' is left behind here
    if (condition())
      break;
    log(co_await Running);
  }
}

lib::Eager<> skipsTurn() {
  while (condition()) {
    auto Running = eager();
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'eager' is not awaited on every path: it runs unobserved, and its failure is lost [async-unawaited-local]
    // CHECK-MESSAGES: :[[@LINE+2]]:7: note: 'Running' is left behind here
    if (condition())
      continue;
    co_await Running;
  }
}

lib::Eager<> ordinaryReturn();
lib::Eager<> handsOn(bool Wanted) {
  auto Running = eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'eager' is not awaited on every path: it runs unobserved, and its failure is lost [async-unawaited-local]
  // CHECK-MESSAGES: :[[@LINE+2]]:5: note: 'Running' is left behind here
  if (!Wanted)
    return ordinaryReturn();
  return Running;
}

lib::Eager<int> uses(const int &Given);
Task<> throwsBetween() {
  int Local = 1;
  auto Running = uses(Local);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'uses' is not awaited if another await throws first: it runs unobserved, and its failure is lost [async-unawaited-local]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: an exception that leaves this await leaves 'Running' behind
  co_await lazy();
  log(co_await Running);
}

// The handler goes on without it.
Task<> caughtAndLeft() {
  auto Running = eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'eager' is not awaited on every path: it runs unobserved, and its failure is lost [async-unawaited-local]
  // CHECK-MESSAGES: :[[@LINE+4]]:5: note: 'Running' is left behind here
  try {
    co_await lazy();
  } catch (...) {
    co_return;
  }
  co_await Running;
}

// --- What macros write is not fixed ------------------------------------------------------------------------------------------

#define START auto Macro = number()
Task<> inMacro() {
  START;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'number' is kept in 'Macro' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  // CHECK-MESSAGES: :[[@LINE-4]]:20: note: expanded from macro 'START'
  co_return;
}

// An awaiter that throws what it was told.
struct Read {
  bool await_ready() noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume();
};
Read readSome();
lib::Eager<> uses(int &Local);
Task<int> betweenAwaiters() {
  int Local = 0;
  auto Running = uses(Local);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'uses' is not awaited if another await throws first: it runs unobserved, and its failure is lost [async-unawaited-local]
  // CHECK-MESSAGES: :[[@LINE+1]]:15: note: an exception that leaves this await leaves 'Running' behind
  int Value = co_await readSome();
  co_await Running;
  co_return Value + Local;
}

// --- Guards that are never there: the attribute speaks of the guard, not of what would take it -------------------------------

struct Mutex {
  struct Guard {
    Guard();
    Guard(Guard &&) noexcept;
    ~Guard();
  };
  lib::Awaiter<Guard> lock();
};

Task<> neverLocked(Mutex &Of) {
  [[maybe_unused]] auto Guard = Of.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'lock' is kept in 'Guard' and never awaited: the awaitable it returns is dropped, and nothing waits for it [async-unawaited-local]
  co_await lazy();
}

// --- Begun, and cancelled by the way out that nothing is awaited before ------------------------------------------------------

lib::Hot<> cancelledAtOnce() {
  auto Goodbye = hot();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'hot' is not awaited on every path: what it started is cancelled at once [async-unawaited-local]
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: 'Goodbye' is left behind here
  log(1);
  if (condition())
    co_return;
  co_await lazy();
  if (condition())
    co_return;
  log(co_await Goodbye);
}

Task<> cancelledAtEnd() {
  auto Running = hot();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'hot' is not awaited on every path: what it started is cancelled at once [async-unawaited-local]
  // CHECK-MESSAGES: :[[@LINE+5]]:1: note: 'Running' is left behind here
  if (condition()) {
    co_await lazy();
    log(co_await Running);
  }
}

// Awaited, it would take a lock that nobody gives back: no edit.
class AsyncLock {
public:
  lib::Task<> lock();
  void unlock();
};
lib::Task<> locks(AsyncLock &Lock) {
  auto Guard = Lock.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lock' is kept in 'Guard' and never awaited: the coroutine it returns never runs [async-unawaited-local]
  // CHECK-FIXES: {{^}}  auto Guard = Lock.lock();
  co_return;
}

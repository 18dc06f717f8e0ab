// RUN: %check_corolint %s %t --checks=-*,async-discarded-by-callback -- -std=c++20

// What is reported of callables that return an awaitable, and of those that throw it away.

#include "Inputs/task.h"
#include <algorithm>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>
#include <vector>

using lib::Task;

Task<> lazy();
Task<> take(int Value);
lib::Eager<int> eager();
lib::Hot<> hot();

/// A callable of the program's own that returns nothing.
template <typename Signature> class Callback;
template <typename R, typename... Args> class Callback<R(Args...)> {
public:
  template <typename F> Callback(F Called) {}
};

struct Timer {
  void setCallback(std::function<void()> Called);
  void onTick(Callback<void(int)> Called);
};

struct Functor {
  Task<> operator()() const;
};

Task<> member();

void converted(Timer &T) {
  std::function<void()> Lambda = [] { return lazy(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'function<void()>' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  std::function<void()> Coroutine = []() -> Task<> { co_return; };
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'function<void()>' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  std::function<void()> Function = lazy;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'function<void()>' throws away the awaitable that 'lazy' returns: the coroutine it returns never runs [async-discarded-by-callback]
  std::function<void(int)> Address = &take;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'function<void(…)>' throws away the awaitable that 'take' returns: the coroutine it returns never runs [async-discarded-by-callback]
  std::function<void()> Object = Functor();
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'function<void()>' throws away the awaitable that 'Functor' returns: the coroutine it returns never runs [async-discarded-by-callback]
  std::function<void()> Running = [] { return eager(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'function<void()>' throws away the awaitable that this lambda returns: it runs unobserved, and its failure is lost [async-discarded-by-callback]
  std::function<void()> Cancelled = [] { return hot(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'function<void()>' throws away the awaitable that this lambda returns: what it started is cancelled at once [async-discarded-by-callback]
  T.setCallback([] { return lazy(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'function<void()>' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  T.onTick([](int) { return lazy(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'Callback<void(…)>' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  T.onTick([](auto) { return lazy(); });
  auto Named = [] { return lazy(); };
  T.setCallback(Named);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'function<void()>' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  T.setCallback(std::move(Named));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'function<void()>' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
}

std::vector<std::function<void()>> Stored;
void stores() { Stored.push_back([] { return lazy(); }); }
// CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'function<void()>' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]

struct Handlers {
  std::function<void()> Default = [] { return lazy(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'function<void()>' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
};

// --- Functions that discard, by a model or by their body ---------------------------------------------------------------------

void modelled(std::vector<int> &Values, std::once_flag &Once) {
  std::thread Worker([]() -> Task<> { co_return; });
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'thread' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  Worker.join();
  std::for_each(Values.begin(), Values.end(), [](int) -> Task<> { co_return; });
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'for_each' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  std::call_once(Once, [] { return lazy(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'call_once' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
}

template <typename F> void twice(F Called) {
  Called();
  Called();
}
template <typename F> void forwards(F &&Called) { std::forward<F>(Called)(1); }
template <typename F> void invokes(F &&Called) { std::invoke(Called, 1); }

void visible() {
  twice([] { return lazy(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'twice' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  // CHECK-MESSAGES: :[[@LINE-8]]:3: note: it is thrown away here
  forwards([](int) { return lazy(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'forwards' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  // CHECK-MESSAGES: :[[@LINE-9]]:51: note: it is thrown away here
  invokes([](int) { return lazy(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'invokes' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  // CHECK-MESSAGES: :[[@LINE-11]]:50: note: it is thrown away here
}

// Kept in a lambda of the callee's.
class Event {
public:
  template <typename F> void connect(F Handler) {
    Handlers.push_back([Handler = std::move(Handler)](int Number) mutable { std::invoke(Handler, Number); });
  }
  template <typename F> void connectCopy(F Handler) {
    Handlers.push_back([Handler](int Number) mutable { Handler(Number); });
  }

private:
  std::vector<std::function<void(int)>> Handlers;
};
Task<> handle(int);
void connects(Event &Changed) {
  Changed.connect([](int Number) { return handle(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'connect' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  // CHECK-MESSAGES: :[[@LINE-13]]:{{[0-9]+}}: note: it is thrown away here
  Changed.connectCopy([](int Number) { return handle(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'connectCopy' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  Changed.connect([](int Number) { (void)Number; });
}

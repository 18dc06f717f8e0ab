// RUN: %check_corolint %s %t --checks=-*,async-unawaited-result -- -std=c++20

// What is reported, in every way in which a value can be thrown away.

#include "Inputs/status.h"
#include "Inputs/task.h"
#include <functional>
#include <future>
#include <tuple>
#include <vector>

using lib::Task;

Task<> lazy();
Task<int> number(int Of = 0);
lib::Eager<> eager();
lib::Hot<> hot();
lib::Awaiter<> awaiter();
Task<Task<>> nested();
Task<lib::Hot<>> nestedHot();
Task<> awaitedElsewhere(Task<> Other);
bool condition();

// --- What the message says of each kind of type ------------------------------------------------------------------------------

Task<> kinds() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await lazy();
  number(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'number' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await number(1);
  eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'eager' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await eager();
  hot();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'hot' is never awaited: what it started is cancelled at once [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await hot();
  awaiter();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'awaiter' is never awaited: the awaitable it returns is dropped, and nothing waits for it [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await awaiter();
  co_return;
}

// No coroutine of these types is in sight, so that nothing made their promises complete.
Task<double> declaredLazy();
lib::Eager<double> declaredEager();
lib::Hot<double> declaredHot();

void declaredOnly() {
  declaredLazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'declaredLazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  (void)declaredLazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'declaredLazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  declaredEager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'declaredEager' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  declaredHot();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'declaredHot' is never awaited: what it started is cancelled at once [async-unawaited-result]
}

// --- Statements --------------------------------------------------------------------------------------------------------------

Task<> statements(int Choice, std::vector<int> &Range) {
  (lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:4: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  (co_await lazy());
  {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
  }
  if (condition())
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
  else
    number();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'number' is never awaited
    // CHECK-FIXES: {{^}}    co_await number();
  if (lazy(); condition())
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  if (co_await lazy(); condition())
    co_await lazy();
  while (condition())
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
  do
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
  while (condition());
  for (lazy(); condition(); number())
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lazy' is never awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:29: warning: 'number' is never awaited
    // CHECK-FIXES: {{^}}  for (co_await lazy(); condition(); co_await number())
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
  for (lazy(); int Each : Range)
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}  for (co_await lazy(); int Each : Range)
    number(Each);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'number' is never awaited
    // CHECK-FIXES: {{^}}    co_await number(Each);
  switch (lazy(); Choice) {
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  switch (co_await lazy(); Choice) {
  case 1:
  case 2:
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
    break;
  default:
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
  }
  if (condition())
    goto Again;
Again:
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  co_await lazy();
  if (condition()) [[likely]]
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
  try {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
  } catch (...) {
  }
  if constexpr (sizeof(int) > 1) {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    co_await lazy();
  }
}

// --- Parts of expressions ----------------------------------------------------------------------------------------------------

Task<> expressions(int Given) {
  lazy(), Given = 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  co_await lazy(), Given = 1;
  lazy(), number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:11: warning: 'number' is never awaited
  // CHECK-FIXES: {{^}}  co_await lazy(), co_await number();
  int Kept = (lazy(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  int Kept = (co_await lazy(), 1);
  for (int I = 0; I < Kept; ++I, lazy()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}  for (int I = 0; I < Kept; ++I, co_await lazy()) {
  }
  condition() ? lazy() : awaitedElsewhere(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'lazy' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:26: warning: 'awaitedElsewhere' is never awaited
  // CHECK-FIXES: {{^}}  condition() ? lazy() : awaitedElsewhere(lazy());
  condition() && (lazy(), true);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  condition() && (co_await lazy(), true);
  static_cast<Task<>>(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'lazy' is never awaited
  co_await (lazy(), number());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  co_await (co_await lazy(), number());
  co_return;
}

// --- On purpose, but a lazy task does nothing even so ------------------------------------------------------------------------

Task<> onPurpose() {
  (void)lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'lazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  (void)co_await lazy();
  static_cast<void>(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'number' is never awaited
  // CHECK-FIXES: {{^}}  static_cast<void>(co_await number());
  void(number(5));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'number' is never awaited
  // CHECK-FIXES: {{^}}  void(co_await number(5));
  (void)(condition() ? lazy() : lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'lazy' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:33: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  (void)(condition() ? lazy() : lazy());
  condition() ? (void)lazy() : (void)0;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  condition() ? (void)co_await lazy() : (void)0;
  std::ignore = number();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'number' is never awaited
  // CHECK-FIXES: {{^}}  std::ignore = number();
  auto _ = ::number(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'number' is never awaited
  // CHECK-FIXES: {{^}}  auto _ = ::number(2);
  co_return;
}

// What is assigned must be a value, and awaiting these gives none: nothing is put in.
Task<> onPurposeVoid() {
  std::ignore = lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'lazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  std::ignore = lazy();
  auto _ = lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'lazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  auto _ = lazy();
  co_return;
}

// Nor does what comes out have the type of the variable.
Task<> onPurposeTyped() {
  Task<int> _ = number(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'number' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  Task<int> _ = number(3);
  co_return;
}

void castAndReturned(int Kind) {
  if (Kind == 0)
    return (void)lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'lazy' is never awaited
  return void(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'number' is never awaited
}

// --- What an await gives back ------------------------------------------------------------------------------------------------

Task<> awaitsOnce() {
  co_await nested();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of awaiting 'nested' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await co_await nested();
  (void)co_await nested();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: the result of awaiting 'nested' is never awaited
  // CHECK-FIXES: {{^}}  (void)co_await co_await nested();
  co_await nestedHot();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of awaiting 'nestedHot' is never awaited: what it started is cancelled at once [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await co_await nestedHot();
}

// --- Where it stands ---------------------------------------------------------------------------------------------------------

void ordinary() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  eager();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'eager' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  // CHECK-FIXES: {{^}}void ordinary() {
  // CHECK-FIXES: {{^}}  lazy();
  // CHECK-FIXES: {{^}}  eager();
}

// Returns a task, but is no coroutine; co_await would make it one, and its `return` an error.
Task<> forwards() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  lazy();
  return lazy();
}

Task<> inHandler() {
  try {
    co_await lazy();
  } catch (...) {
    lazy();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'lazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
    // CHECK-FIXES: {{^}}    lazy();
    auto Inside = []() -> Task<> {
      lazy();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'lazy' is never awaited
      // CHECK-FIXES: {{^}}      co_await lazy();
      co_return;
    };
    (void)Inside;
  }
}

Task<> inFunctionHandler() try {
  co_await lazy();
} catch (...) {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  lazy();
}

// A static variable's initialiser may not await ([expr.await]/3).
Task<int> inStatic() {
  static int Once = (lazy(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  static int Once = (lazy(), 1);
  co_return Once;
}

// The promise lets nothing be awaited.
lib::Generator<int> inGenerator() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  lazy();
  co_yield 1;
}

lib::Detached inDetached() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await lazy();
  co_return;
}

struct Holder {
  int Value;
  Holder() : Value((lazy(), 1)) { number(4); }
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'lazy' is never awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:35: warning: 'number' is never awaited
  ~Holder() { lazy(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'lazy' is never awaited
  Task<> close();
  static Task<> closeAll();
  virtual Task<> refresh();
  Task<> operator()(int);
  Task<> operator+(int);
  Task<> operator~();
};

Task<> members(Holder &Object, Holder *Pointer) {
  Object.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'close' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await Object.close();
  Pointer->refresh();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'refresh' is never awaited
  // CHECK-FIXES: {{^}}  co_await Pointer->refresh();
  Holder::closeAll();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'closeAll' is never awaited
  // CHECK-FIXES: {{^}}  co_await Holder::closeAll();
  Object + 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator+' is never awaited
  // CHECK-FIXES: {{^}}  co_await (Object + 1);
  ~Object;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator~' is never awaited
  // CHECK-FIXES: {{^}}  co_await ~Object;
  co_return;
}

// Callables are named for the variable that they are called through.
Task<> callables(Holder &Object, std::function<Task<>()> Stored, Task<> (*Plain)(), Task<> (Holder::*Member)()) {
  Object(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Object' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await Object(1);
  Stored();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Stored' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await Stored();
  Plain();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Plain' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await Plain();
  (Object.*Member)();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Member' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await (Object.*Member)();
  auto Local = []() -> Task<> { co_return; };
  Local();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Local' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await Local();
  []() -> Task<> { co_return; }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await []() -> Task<> { co_return; }();
  co_return;
}

auto Global = [] { lazy(); };
// CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lazy' is never awaited

Task<> lambdas() {
  auto Void = [] { lazy(); };
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  auto Void = [] { lazy(); };
  Void();
  auto Generic = [](auto Value) { number(Value); };
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'number' is never awaited
  // CHECK-FIXES: {{^}}  auto Generic = [](auto Value) { number(Value); };
  Generic(1);
  Generic('c');
  auto Captures = [Value = (lazy(), 1)] { return Value; };
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  auto Captures = [Value = (co_await lazy(), 1)] { return Value; };
  (void)Captures;
  struct Local {
    void run() { lazy(); }
    // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'lazy' is never awaited
    // CHECK-FIXES: {{^}}    void run() { lazy(); }
  };
  Local().run();
  co_return;
}

// --- Templates ---------------------------------------------------------------------------------------------------------------

// Two instances, one report.
template <typename T> Task<T> twice(T Value) {
  number();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'number' is never awaited
  // CHECK-FIXES: {{^}}  co_await number();
  co_return Value;
}

template <typename T> struct Box {
  Task<T> get();
  Task<> reset() {
    get();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'get' is never awaited
    // CHECK-FIXES: {{^}}    get();
    co_return;
  }
};

// Where one instance may await and another may not, nothing may be put in.
template <typename R> R mixed() {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  lazy();
  co_yield 1;
}

// In whatever order they are made.
template <typename R> R mixedToo() {
  number(6);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'number' is never awaited
  // CHECK-FIXES: {{^}}  number(6);
  co_yield 1;
}

struct Stream : lib::Task<> {
  struct promise_type : lib::detail::Chained {
    Stream get_return_object();
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    std::suspend_always yield_value(int) noexcept { return {}; }
    void return_void() {}
  };
};

// Where the result is a task in one instance and nothing in another, either.
template <typename F> Task<> calls(F Called) {
  Called();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}}is never awaited: the coroutine it returns never runs
  // CHECK-FIXES: {{^}}  Called();
  co_return;
}

Task<> instances(Box<int> &Ints, Box<char> &Chars) {
  co_await twice(1);
  co_await twice('c');
  co_await Ints.reset();
  co_await Chars.reset();
  mixed<lib::Generator<int>>();
  co_await mixed<Stream>();
  co_await mixedToo<Stream>();
  mixedToo<lib::Generator<int>>();
  co_await calls([] { return lazy(); });
  co_await calls([] {});
}

template <> Task<long> twice(long Value) {
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  co_await lazy();
  co_return Value;
}

// --- std::async --------------------------------------------------------------------------------------------------------------

Task<> standard() {
  std::async([] { condition(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' is never awaited: dropping its result blocks the thread until the work is done [async-unawaited-result]
  // CHECK-FIXES: {{^}}  std::async([] { condition(); });
  co_return;
}

void standardOrdinary() {
  std::async(std::launch::async, [] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async' is never awaited: dropping its result blocks the thread until the work is done [async-unawaited-result]
}

// --- Promises that choose what may be awaited --------------------------------------------------------------------------------

// Takes what fulfils a condition; whether a task does is for the compiler to say.
template <typename T>
concept IsAwaiter = requires(T Value) { Value.await_ready(); };
struct Picky {
  struct promise_type : lib::Detached::promise_type {
    Picky get_return_object() { return {}; }
    template <typename T>
      requires IsAwaiter<T>
    T &&await_transform(T &&Value) {
      return static_cast<T &&>(Value);
    }
  };
};
Picky picky() {
  awaiter();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'awaiter' is never awaited: the awaitable it returns is dropped, and nothing waits for it [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  // CHECK-SUGGESTED: {{^}}  co_await awaiter();
  co_return;
}

// Takes one type and no other.
struct Single {
  struct promise_type : lib::Detached::promise_type {
    Single get_return_object() { return {}; }
    lib::Awaiter<> await_transform(lib::Awaiter<> Value) { return Value; }
  };
};
Single single() {
  awaiter();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'awaiter' is never awaited
  // CHECK-FIXES: {{^}}  co_await awaiter();
  lazy();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  lazy();
  co_return;
}

// --- Fixes that would not compile --------------------------------------------------------------------------------------------

const Task<> constant();
struct OnlyFromLvalue {
  lib::Awaiter<> operator co_await() &;
};
OnlyFromLvalue onlyFromLvalue();

Task<> impossible(Task<> Given) {
  constant();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'constant' is never awaited
  // CHECK-FIXES: {{^}}  constant();
  onlyFromLvalue();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'onlyFromLvalue' is never awaited
  // CHECK-FIXES: {{^}}  onlyFromLvalue();
  // One arm awaited and the other not have no common type.
  condition() ? lazy() : Task<>(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  condition() ? lazy() : Task<>(std::move(Given));
  co_return;
}

// --- Extensions and macros ---------------------------------------------------------------------------------------------------

Task<> statementExpressions() {
  int Value = ({ lazy(); 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'lazy' is never awaited
  // CHECK-FIXES: {{^}}  int Value = ({ co_await lazy(); 1; });
  ({ number(Value); });
  // CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'number' is never awaited
  // CHECK-FIXES: {{^}}  ({ co_await number(Value); });
  co_return;
}

#define RUN(call) call
#define START_LAZY lazy()

Task<> macros() {
  RUN(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'lazy' is never awaited
  // CHECK-MESSAGES: :[[@LINE-6]]:19: note: expanded from macro 'RUN'
  // CHECK-FIXES: {{^}}  RUN(lazy());
  START_LAZY;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lazy' is never awaited
  // CHECK-MESSAGES: :[[@LINE-9]]:20: note: expanded from macro 'START_LAZY'
  // CHECK-FIXES: {{^}}  START_LAZY;
  co_return;
}

// --- Handlers that do not answer for all -------------------------------------------------------------------------------------

lib::Eager<> answersSome() {
  try {
    co_await lib::Awaiter<>();
  } catch (int) {
  }
}
lib::Eager<> answersAndGoesOn() {
  try {
    co_await lib::Awaiter<>();
  } catch (...) {
  }
  co_await lib::Awaiter<>();
}
lib::Eager<int> answersWithResult() {
  try {
    co_await lib::Awaiter<>();
  } catch (...) {
  }
  co_return 1;
}
lib::Eager<> answersAnother() {
  try {
    co_await lib::Awaiter<>();
  } catch (...) {
    std::rethrow_exception(std::current_exception());
  }
}
void leavesThem() {
  answersAnother();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'answersAnother' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  answersSome();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'answersSome' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  answersAndGoesOn();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'answersAndGoesOn' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  answersWithResult();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'answersWithResult' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
}

// --- Values that the promise of this very coroutine takes -----------------------------------------------------------------------------

lib::Status erase(int Key);
lib::Steps<lib::HandsOn> forgetsToPassOn() {
  erase(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'erase' is never awaited: the awaitable it returns is dropped, and nothing waits for it [async-unawaited-result]
  co_return lib::Status();
}

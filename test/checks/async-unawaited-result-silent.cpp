// RUN: %check_corolint %s %t --checks=-*,async-unawaited-result -- -std=c++20

// What is not reported: nothing here may be.

#include "Inputs/status.h"
#include "Inputs/task.h"
#include <functional>
#include <future>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <typeinfo>
#include <vector>

using lib::Task;

Task<> lazy();
Task<int> number(int Of = 0);
lib::Eager<> eager();
lib::Eager<int> eagerNumber();
lib::Hot<> hot();
lib::Detached detached();
lib::Generator<int> generator();
lib::Awaiter<> awaiter();
bool condition();

// --- Awaited -----------------------------------------------------------------------------------------------------------------

Task<int> awaited(std::vector<int> &Range) {
  co_await lazy();
  (void)co_await number();
  (co_await lazy());
  co_await (lazy());
  co_await eager();
  co_await hot();
  co_await awaiter();
  int Sum = co_await number() + co_await number(1);
  if (co_await number())
    co_await lazy();
  while (co_await number())
    co_await lazy();
  for (co_await lazy(); co_await number(); co_await lazy())
    Sum += co_await number();
  switch (co_await number()) {
  case 1:
    co_await lazy();
    [[fallthrough]];
  default:
    co_await lazy();
  }
  co_await lazy(), co_await lazy();
  condition() ? co_await lazy() : co_await lazy();
  condition() ? (void)co_await number() : co_await lazy();
  co_await (condition() ? lazy() : lazy());
  co_await (Sum++, lazy());
  auto _ = co_await number();
  std::ignore = co_await number();
  Range.push_back(co_await number());
  co_return co_await number();
}

// The result of an await that is no task.
struct Guard {
  ~Guard();
};
Task<Guard> guard();
Task<std::vector<Task<>>> manyTasks();
// A handle to work that runs: dropping it is fine.
Task<lib::Eager<>> started();
Task<lib::Detached> startedDetached();

Task<> results() {
  co_await guard();
  co_await manyTasks();
  co_await started();
  co_await startedDetached();
  (void)co_await started();
  co_await co_await started();
}

// --- Returned, stored, passed on, moved --------------------------------------------------------------------------------------

void take(Task<> Taken);
void takeReference(Task<> &&Taken);
void takeMany(std::vector<Task<>> Taken);
void takeAny(...);
struct Scope {
  void add(Task<> Added);
  Scope &operator<<(Task<> Added);
  std::vector<Task<>> Kept;
};

Task<> returned() { return lazy(); }
Task<> returnedChoice() { return condition() ? lazy() : lazy(); }
Task<> returnedAfter(int &Count) { return Count++, lazy(); }
auto returnedDeduced() { return lazy(); }
Task<Task<>> returnedFromCoroutine() { co_return lazy(); }
auto ReturnedFromLambda = [] { return lazy(); };

struct Member {
  Task<> Kept = lazy();
  Task<> Other;
  Member() : Other(lazy()) {}
  explicit Member(Task<> Given) : Other(std::move(Given)) {}
};

void stored(Scope &Into, std::optional<Task<>> &Maybe, Task<> &Reference) {
  auto Local = lazy();
  Task<> Braced{lazy()};
  auto &&Bound = lazy();
  const Task<> &Constant = lazy();
  Reference = lazy();
  Maybe = lazy();
  Maybe.emplace(lazy());
  Into.Kept.push_back(lazy());
  Into.add(lazy());
  Into << lazy() << lazy();
  take(lazy());
  takeReference(lazy());
  takeAny(sizeof(lazy()));
  take(std::move(Local));
  take(condition() ? lazy() : std::move(Braced));
  Member Whole{lazy()};
  Member{lazy()};
  new Task<>(lazy());
  std::make_unique<Task<>>(lazy());
  std::make_tuple(lazy(), 1);
  std::vector<Task<>>();
  auto Capturing = [Held = lazy()] {};
  (void)Capturing;
  (void)Bound;
  (void)Constant;
  static Task<> Static = lazy();
  thread_local Task<> PerThread = lazy();
  Task<> Array[] = {lazy(), lazy()};
  (void)Array;
  if (auto Inside = lazy(); condition())
    take(std::move(Inside));
}

// `_` that is used is a name like any other.
Task<> underscore() {
  auto _ = lazy();
  co_await std::move(_);
}
Task<> underscoreReturned() {
  auto _ = lazy();
  return _;
}
template <typename T> Task<T> underscoreInTemplate() {
  auto _ = number();
  co_return co_await std::move(_);
}
Task<> usesUnderscore() { co_await underscoreInTemplate<int>(); }
template <typename T> void guardNamedUnderscore(T Value) {
  auto _ = Value;
  auto _2 = guard();
  take(lazy());
  (void)_2;
}

// --- Consumed by a member ----------------------------------------------------------------------------------------------------

struct Chain {
  Chain &retry(int);
  Chain &&timeout(int) &&;
  Chain *operator->();
  void start();
  int get();
  lib::Awaiter<> operator co_await() &&;
  struct promise_type;
};
Chain chain();
Chain &shared();
struct Builder {
  Builder &with(int);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
Builder builder();

void consumed() {
  chain().start();
  chain().get();
  chain()->start();
  chain().retry(3).start();
  // They give back a reference to what they were called on.
  chain().retry(3);
  chain().timeout(3);
  shared();
  shared().retry(3);
  builder().with(1);
  Builder Named;
  Named.with(1).with(2);
}

// --- Meant to run on their own -----------------------------------------------------------------------------------------------

void meant() {
  (void)eager();
  static_cast<void>(eager());
  void(lib::Eager<>(eager()));
  std::ignore = eager();
  auto _ = eager();
  (void)hot();
  (void)awaiter();
  (void)(condition() ? eager() : eager());
  [[maybe_unused]] auto Named = eager();
  detached();
  detached(), detached();
  condition() ? detached() : detached();
  (void)detached();
  generator();
  (void)generator();
  (void)std::async([] {});
  auto Future = std::async([] {});
  Future.get();
  std::async([] {}).get();
}

// A future that was not made by std::async does not wait.
void futures() {
  std::promise<int> Promise;
  Promise.get_future();
}

// --- Asked whether the call itself throws -------------------------------------------------------------------------------------

template <typename Callable> bool throwsWhenCalled(Callable &&Called) {
  try {
    Called();
  } catch (...) {
    return true;
  }
  return false;
}
bool throwsLater(const std::function<void()> &Called) {
  try {
    Called();
  } catch (...) {
    return true;
  }
  return false;
}
bool asksForThrow() {
  auto Named = [] { eager(); };
  return throwsWhenCalled([] { eager(); }) && throwsLater([] { eager(); }) && throwsWhenCalled(Named);
}

// --- No value ----------------------------------------------------------------------------------------------------------------

template <typename T>
concept Makes = requires(T Value) {
  lazy();
  Value();
  { number(Value) };
};

void unevaluated() noexcept(noexcept(lazy())) {
  sizeof(lazy());
  (void)sizeof(lazy(), 1);
  noexcept(lazy());
  using Type = decltype(lazy());
  using Second = decltype(lazy(), 1);
  alignof(Task<>);
  typeid(lazy());
  bool Satisfied = requires { lazy(); };
  (void)Satisfied;
  static_assert(requires { lazy(); });
  static_assert(!Makes<int *>);
  auto Trailing = []() -> decltype(lazy(), 1) { return 1; };
  Trailing();
  Type *Null = nullptr;
  (void)Null;
  &lazy;
  lazy;
  *&lazy;
}

void lvalues(Task<> &Reference, Task<> *Pointer, Task<> Value, Scope &In) {
  Reference;
  *Pointer;
  Value;
  (void)Value;
  std::move(Value);
  (void)Reference;
  In.Kept[0];
  In.Kept.back();
  static_cast<Task<> &&>(Value);
  Pointer->operator=(lazy());
}

// A constructor call makes no work.
struct Timer {
  explicit Timer(int);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
struct Sink {
  Sink(Task<>);
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
void constructors() {
  Timer(1);
  Timer{2};
  Sink{lazy()};
  Builder();
  (void)Builder{};
}

// --- Statement expressions whose value is used -------------------------------------------------------------------------------

Task<int> statementExpressions() {
  auto Kept = ({ lazy(); });
  take(({
    condition();
    lazy();
  }));
  co_await ({ lazy(); });
  // A label before the value does not make it less of one.
  auto Labelled = ({
  Here:
    lazy();
  });
  take(std::move(Kept));
  take(std::move(Labelled));
  auto Nested = ({ ({ lazy(); }); });
  co_await std::move(Nested);
  co_return ({ int Value = co_await number(); Value; });
}

// --- Never compiled in -------------------------------------------------------------------------------------------------------

void discardedArms() {
  if constexpr (sizeof(int) == 1)
    lazy();
  if constexpr (sizeof(int) > 1)
    take(lazy());
  else
    lazy();
}

// --- Templates ---------------------------------------------------------------------------------------------------------------

// Nothing instantiates them.
template <typename T> void neverInstantiated(T Value) {
  Value();
  Value.refresh();
}
template <typename T> struct NeverInstantiated {
  void run() {
    T::make();
    Value.refresh();
  }
  T Value;
};

template <typename F> void callsIt(F Called) { Called(); }
template <typename T> auto make() {
  if constexpr (std::is_void_v<T>)
    return eager();
  else
    return T();
}
template <bool Awaits> Task<> branches() {
  if constexpr (Awaits)
    co_await lazy();
  else
    detached();
}
void instantiates() {
  callsIt([] {});
  callsIt([] { return 1; });
  callsIt(detached);
  make<int>();
  take(branches<true>());
  take(branches<false>());
}

// --- Types that look like tasks ----------------------------------------------------------------------------------------------

// A coroutine that gives a value or none, and never leaves its thread: nobody can await it.
template <typename T> struct Maybe {
  struct promise_type {
    Maybe get_return_object();
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_value(T) {}
    void unhandled_exception() { throw; }
    template <typename U> auto await_transform(std::optional<U> Given) {
      struct Awaiter {
        std::optional<U> Given;
        bool await_ready() { return Given.has_value(); }
        void await_suspend(std::coroutine_handle<>) {}
        U await_resume() { return *Given; }
      };
      return Awaiter{Given};
    }
  };
};
Maybe<int> maybe(std::optional<int> Given) { co_return co_await Given + 1; }
std::optional<int> half(int);

struct Ready {
  bool await_ready();
};
Ready ready();
struct Resumes {
  void await_suspend(std::coroutine_handle<>);
  int await_resume();
};
Resumes resumes();
struct Incomplete;
Incomplete &incomplete();
std::coroutine_handle<> handle();
std::function<Task<>()> factory();
std::vector<Task<>> many();
std::unique_ptr<Task<>> owned();

void lookalikes() {
  maybe(1);
  half(1);
  ready();
  resumes();
  incomplete();
  handle();
  factory();
  many();
  owned();
}

// Lazily started by a handle's owner: not a value of the full expression.
void loops(std::vector<Task<>> &Tasks) {
  for (auto &Each : Tasks)
    take(std::move(Each));
  for (int I = 0; I < 3; ++I, detached())
    Tasks.push_back(lazy());
  while (condition())
    Tasks.pop_back();
}

// --- Asked not to ------------------------------------------------------------------------------------------------------------

Task<> asked() {
  lazy(); // NOLINT
  lazy(); // NOLINT(async-unawaited-result)
  lazy(); // NOLINT(async-*)
  lazy(); // NOLINT(bugprone-x, async-unawaited-result): started elsewhere
  // NOLINTNEXTLINE
  lazy();
  // NOLINTNEXTLINE(async-unawaited-result)
  lazy();
  // NOLINTNEXTLINE(async-*)
  lazy();
  // NOLINTBEGIN
  lazy();
  (void)lazy();
  // NOLINTEND
  // NOLINTBEGIN(async-unawaited-result)
  lazy();
  condition() ? lazy() : lazy();
  // NOLINTEND(async-unawaited-result)
  // NOLINTBEGIN(async-*)
  lazy();
  // NOLINTEND(async-*)
  co_return;
}

#define IGNORED lazy() // NOLINT
#define AWAITED(task) co_await task
#define KEPT(task) take(task)
#define SIZE(task) sizeof(task)

Task<> macros() {
  IGNORED;
  AWAITED(lazy());
  KEPT(lazy());
  (void)SIZE(lazy());
}

// What std functions hand on is none of their making; a runtime's handle to a task it was given.
namespace handles {
struct JoinHandle {
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
JoinHandle spawn(lib::Task<>);
lib::Task<> work();
void starts(lib::Task<> &Held) {
  spawn(work());
  std::exchange(Held, work());
}
} // namespace handles

// Templates that inherit from themselves, and using-declarations of what is not known yet.
namespace patterns {
template <int N> struct Rank : Rank<N - 1> {};
template <> struct Rank<0> {};
template <class B> struct Forwards : B {
  using B::operator co_await;
};
struct Base {
  lib::Awaiter<> operator co_await();
};
Rank<3> &rank();
Forwards<Base> &forwards();
lib::Task<> uses() {
  rank();
  forwards();
  co_return;
}
} // namespace patterns

// A promise that does as its base does.
namespace promises {
struct Base {
  lib::Awaiter<> initial_suspend();
};
struct Derived : Base {
  std::suspend_always initial_suspend() {
    Base::initial_suspend();
    return {};
  }
};
} // namespace promises

// --- Work that goes on by itself and answers for its failures ----------------------------------------------------------------

lib::Eager<> answersAll() {
  try {
    co_await lib::Awaiter<>();
  } catch (...) {
  }
}
lib::Eager<> answersExceptions() {
  try {
    co_await lib::Awaiter<>();
  } catch (const std::exception &) {
  }
}
void leavesThem() {
  answersAll();
  answersExceptions();
}

// --- Values that some promise takes ---------------------------------------------------------------------------------------------------

lib::Status erase(int Key);
void erasesAndDoesNotCare() { erase(1); }
lib::Steps<lib::HandsOn> erases() { co_await erase(1); co_return lib::Status(); }

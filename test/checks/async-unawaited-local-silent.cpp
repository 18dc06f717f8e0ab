// RUN: %check_corolint %s %t --checks=-*,async-unawaited-local -- -std=c++20

// Awaitables in local variables that are consumed, shared, looked after, or dropped on purpose.

#include "Inputs/task.h"
#include <future>
#include <memory>
#include <optional>
#include <utility>
#include <vector>
#include <string>

using lib::Task;

Task<> lazy();
Task<int> number(int Of = 0);
lib::Eager<> eager();
lib::Hot<int> hot();
bool condition();
void log(int Value);
void take(Task<> Given);
void take(lib::Eager<> Given);
void look(const Task<> &Given);
void fill(std::vector<Task<>> &Given);
Task<> all(std::vector<Task<>> Given);
[[noreturn]] void fail();

Task<> consumed() {
  auto Awaited = lazy();
  co_await std::move(Awaited);
  auto Forwarded = lazy();
  co_await static_cast<Task<> &&>(Forwarded);
  auto Passed = lazy();
  take(std::move(Passed));
  auto Seen = lazy();
  look(Seen);
  auto Captured = lazy();
  auto ByReference = [&] { look(Captured); };
  ByReference();
  auto Held = lazy();
  auto ByMove = [Held = std::move(Held)]() mutable { take(std::move(Held)); };
  ByMove();
  auto Pointed = lazy();
  auto *Pointer = &Pointed;
  look(*Pointer);
  auto Stored = lazy();
  auto Other = std::move(Stored);
  co_await std::move(Other);
  auto Chosen = lazy();
  co_await (condition() ? std::move(Chosen) : lazy());
}

Task<> returned() {
  auto Result = lazy();
  return Result;
}

Task<Task<>> yielded() {
  auto Result = lazy();
  co_return Result;
}

Task<> several() {
  std::vector<Task<>> Tasks;
  Tasks.push_back(lazy());
  Tasks.push_back(lazy());
  co_await all(std::move(Tasks));
  std::vector<Task<>> Looped;
  Looped.push_back(lazy());
  for (auto &Each : Looped)
    co_await std::move(Each);
  std::vector<Task<>> Referred;
  Referred.push_back(lazy());
  fill(Referred);
  std::vector<Task<>> Empty;
  std::optional<Task<>> Perhaps;
  if (condition())
    Perhaps = lazy();
  if (Perhaps)
    co_await std::move(*Perhaps);
}

// Awaited on every path, or on none that is left.
lib::Eager<> everyPath() {
  auto Running = eager();
  if (condition()) {
    co_await Running;
    co_return;
  }
  if (condition())
    fail();
  co_await Running;
}

lib::Eager<> inTurns() {
  for (int I = 0; I < 3; ++I) {
    auto Running = eager();
    if (condition()) {
      co_await Running;
      continue;
    }
    co_await Running;
  }
}

// An exception that leaves the await between does not leave the variable's scope.
Task<> caught() {
  auto Running = eager();
  try {
    co_await lazy();
  } catch (...) {
    log(1);
  }
  co_await Running;
}

// What never begins does no harm where it is not wanted.
Task<int> lazyOnSomePath() {
  auto Fallback = number();
  if (condition())
    co_return 1;
  co_return co_await std::move(Fallback);
}

// Its destructor ends it with the scope, and until then it runs beside what is awaited.
Task<> beside() {
  auto Background = hot();
  co_await lazy();
}

Task<> onPurpose() {
  [[maybe_unused]] auto Running = eager();
  auto Ignored = eager();
  (void)Ignored;
  auto _ = eager();
  co_return;
}

// It is asked for its state.
struct Job : lib::Eager<> {
  bool done() const;
};
Job job();
Task<> polled() {
  auto Running = job();
  while (!Running.done())
    co_await lazy();
}

// The destructor of its future waits.
void waits() { auto Work = std::async([] { log(1); }); }

Task<> parameter(Task<> Unused) { co_return; }

struct Member {
  Task<> Kept = lazy();
};

Task<> statics() {
  static auto Once = lazy();
  co_return;
}

// It goes on without anything of this function.
lib::Eager<int> uses(const int &Given);
Task<> throwsBetween(const int &Elsewhere) {
  auto Running = eager();
  auto Other = uses(Elsewhere);
  co_await lazy();
  co_await Running;
  co_await Other;
}

// A member function hands out a future that does not need its object.
struct Source {
  lib::Eager<int> result();
};
Task<> fromSource() {
  Source Local;
  auto Running = Local.result();
  co_await lazy();
  co_await Running;
}

// What is awaited between cannot fail.
Task<> counts() { co_return; }
Task<> betweenWithoutFailure() {
  auto Running = eager();
  co_await counts();
  co_await Running;
}

// --- Unused, as is said, and nothing that guards -----------------------------------------------------------------------------

lib::Eager<std::string> named();
Task<> unusedOnPurpose() {
  [[maybe_unused]] auto Name = named();
  co_return;
}
struct Response {
  std::string Text;
  ~Response();
};
lib::Eager<Response> fetched();
Task<> copyable() {
  [[maybe_unused]] auto Later = fetched();
  co_return;
}

// --- Cancelled on some path, for which it had its use, or none ---------------------------------------------------------------

Task<> besideOnSomePath() {
  auto Background = hot();
  co_await lazy();
  if (condition())
    co_return;
  log(co_await Background);
}

Task<> besideInLoop(const std::vector<int> &Values) {
  auto Background = hot();
  for (int Value : Values)
    co_await number(Value);
  if (condition())
    co_return;
  log(co_await Background);
}

// Who calls it may have no use for it.
lib::Hot<int> handedOn() {
  auto Running = hot();
  if (condition())
    return hot();
  return Running;
}

Task<> failsFirst() {
  auto Running = hot();
  if (condition())
    throw 1;
  log(co_await Running);
}

[[clang::annotate("corolint::awaits: time")]] lib::Hot<int> after(int Seconds);
Task<> timer() {
  auto Limit = after(5);
  if (condition())
    co_return;
  log(co_await Limit);
}

// What is asked for its type is made for that.
Task<> types() {
  auto Work = lazy();
  static_assert(std::is_same_v<decltype(Work), Task<>>);
  auto Other = number();
  (void)Other;
  using Result = decltype(std::move(Other));
  auto Third = eager();
  (void)noexcept(take(std::move(Third)));
  co_return;
}

// --- A part of what a function gives, which is one of several views of the work ---

[[clang::annotate("corolint::dropped: harmless")]] std::pair<lib::Eager<>, int> contract();
void parts() {
  auto [Future, Promise] = contract();
  log(Promise);
}

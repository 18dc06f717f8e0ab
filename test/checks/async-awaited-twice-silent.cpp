// RUN: %check_corolint %s %t --checks=-*,async-awaited-twice -- -std=c++20

// Awaitables that are consumed once on each path, filled again, or may be awaited again.

#include "Inputs/task.h"
#include <optional>
#include <utility>
#include <vector>

using lib::Task;

Task<> lazy();
lib::Eager<int> eager();
bool condition();
void take(Task<> Given);
void refill(Task<> &Given);

Task<> onceEachPath() {
  auto Work = lazy();
  if (condition()) {
    co_await std::move(Work);
    co_return;
  }
  co_await std::move(Work);
}

Task<> eitherOr(bool Early) {
  auto Work = lazy();
  if (Early)
    co_await std::move(Work);
  else
    take(std::move(Work));
}

// The two conditions are about the same variable.
Task<> excluded(bool Early) {
  auto Work = lazy();
  if (Early)
    co_await std::move(Work);
  if (!Early)
    co_await std::move(Work);
}

Task<> assigned() {
  auto Work = lazy();
  co_await std::move(Work);
  Work = lazy();
  co_await std::move(Work);
  for (int I = 0; I < 3; ++I) {
    Work = lazy();
    co_await std::move(Work);
  }
}

Task<> filledElsewhere() {
  auto Work = lazy();
  co_await std::move(Work);
  refill(Work);
  co_await std::move(Work);
}

Task<> madeEachTurn() {
  for (int I = 0; I < 3; ++I) {
    auto Work = lazy();
    co_await std::move(Work);
  }
}

Task<> leavesLoop() {
  auto Work = lazy();
  while (true) {
    if (!condition())
      continue;
    co_await std::move(Work);
    break;
  }
}

// Awaited as an lvalue, its result stays.
Task<int> again() {
  auto Running = eager();
  int First = co_await Running;
  co_return First + co_await Running;
}

Task<> elements(std::vector<Task<>> Works) {
  for (auto &Each : Works)
    co_await std::move(Each);
  for (auto &&Each : Works)
    co_await std::move(Each);
}

Task<> tested() {
  std::optional<Task<>> Work = lazy();
  for (int I = 0; I < 3; ++I)
    if (Work) {
      co_await std::move(*Work);
      Work.reset();
    }
}

// A macro that writes its argument twice, once for the message.
#define EXPECT(CONDITION)                                                                          \
  if (!(CONDITION))                                                                                \
  log(CONDITION)
bool isDone(Task<> Work);
void log(bool Value);
void expects() {
  auto Work = lazy();
  EXPECT(isDone(std::move(Work)));
}

// And one that turns a loop once.
inline bool no() { return false; }
#define REQUIRE(CONDITION)                                                                         \
  do {                                                                                             \
    log(CONDITION);                                                                                \
  } while (no())
Task<> requires_() {
  auto Work = lazy();
  REQUIRE((co_await std::move(Work), true));
}

// An operator co_await that does not tell an rvalue from an lvalue takes nothing out.
struct Shared {
  using promise_type = lib::Eager<int>::promise_type;
  lib::Awaiter<int> operator co_await() const;
};
Shared shared();
Task<int> twice() {
  auto Work = shared();
  co_await std::move(Work);
  co_return co_await Work;
}

// --- Taken as it is by the promise that awaits it ----------------------------------------------------------------------------

struct OwnKind {
  struct promise_type {
    OwnKind get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
    std::suspend_always await_transform(OwnKind &&) { return {}; }
    std::suspend_always await_transform(const OwnKind &) { return {}; }
  };
};
OwnKind ownKind();
OwnKind twiceInOwnKind() {
  auto Work = ownKind();
  co_await Work;
  co_await std::move(Work);
}

// --- Filled again by a loop, which is meant to turn, or perhaps --------------------------------------------------------------

struct Ready : lib::Task<> {
  Ready &operator<<(Task<> &&Added);
  void add(Task<> Added);
};
Ready ready();
void run(Ready Given);

void filledInLoop() {
  Ready Work = ready();
  run(std::move(Work));
  for (int I = 0; I < 2; ++I)
    Work << lazy();
  run(std::move(Work));
  while (condition())
    Work.add(lazy());
  run(std::move(Work));
}

Task<> assignedInLoop(std::vector<int> Values) {
  auto Work = lazy();
  co_await std::move(Work);
  for (int Value : Values)
    Work = lazy();
  co_await std::move(Work);
}

void filledPerhaps() {
  Ready Work = ready();
  while (condition()) {
    run(std::move(Work));
    if (condition())
      Work << lazy();
  }
}

// --- Looked at, and in the sections of a test ---

template <typename Given> void checkType(Given &&) {}
struct Section {
  explicit Section(const char *Name);
  explicit operator bool() const;
};
Task<> inSections() {
  auto Work = lazy();
  checkType(std::move(Work));
  if (const Section &Here = Section("taken"))
    take(std::move(Work));
  if (const Section &Here = Section("awaited"))
    co_await std::move(Work);
}

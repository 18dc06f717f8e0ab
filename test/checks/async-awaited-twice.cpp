// RUN: %check_corolint %s %t --checks=-*,async-awaited-twice -- -std=c++20

// What is reported of awaitables that are used after they were consumed.

#include "Inputs/task.h"
#include <utility>

using lib::Task;

Task<> lazy();
Task<int> number();
bool condition();
void take(Task<> Given);

Task<> twice() {
  auto Work = lazy();
  co_await std::move(Work);
  co_await std::move(Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Work' is awaited again after it was consumed: there is nothing left in it [async-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: it is awaited here
}

Task<> awaitedThenPassed() {
  auto Work = lazy();
  co_await std::move(Work);
  take(std::move(Work));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Work' is moved again after it was consumed: there is nothing left in it [async-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: it is awaited here
}

Task<> passedThenAwaited(Task<> Work) {
  take(std::move(Work));
  co_await static_cast<Task<> &&>(Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'Work' is awaited again after it was consumed: there is nothing left in it [async-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-3]]:18: note: it is moved here
}

Task<> inLoop() {
  auto Work = lazy();
  for (int I = 0; I < 3; ++I)
    co_await std::move(Work);
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Work' is awaited again in the next turn of the loop: there is nothing left in it [async-awaited-twice]
    // CHECK-MESSAGES: :[[@LINE-4]]:8: note: it is made once, here
}

Task<int> retries() {
  auto Work = number();
  while (condition()) {
    try {
      co_return co_await std::move(Work);
      // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'Work' is awaited again in the next turn of the loop: there is nothing left in it [async-awaited-twice]
      // CHECK-MESSAGES: :[[@LINE-5]]:8: note: it is made once, here
    } catch (int) {
    }
  }
  co_return 0;
}

Task<> onOnePath() {
  auto Work = lazy();
  if (condition())
    co_await std::move(Work);
  co_await std::move(Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Work' is awaited again after it was consumed: there is nothing left in it [async-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: it is awaited here
}

Task<> returnedAfter() {
  auto Work = lazy();
  take(std::move(Work));
  return Work;
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Work' is moved again after it was consumed: there is nothing left in it [async-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-3]]:18: note: it is moved here
}

Task<> inHandler() {
  auto Work = lazy();
  bool Failed = false;
  try {
    co_await std::move(Work);
  } catch (...) {
    Failed = true;
  }
  if (Failed)
    co_await std::move(Work);
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Work' is awaited again after it was consumed: there is nothing left in it [async-awaited-twice]
    // CHECK-MESSAGES: :[[@LINE-7]]:24: note: it is awaited here
}

template <typename T> Task<T> inTemplate() {
  auto Work = number();
  co_await std::move(Work);
  co_return co_await std::move(Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Work' is awaited again after it was consumed: there is nothing left in it [async-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: it is awaited here
}
template Task<int> inTemplate<int>();
template Task<long> inTemplate<long>();

// --- Taken as an rvalue alone, by the promise that awaits it -----------------------------------------------------------------

struct OwnKind {
  struct promise_type {
    OwnKind get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_always final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { throw; }
    std::suspend_always await_transform(OwnKind &&) { return {}; }
  };
};
OwnKind ownKind();
OwnKind twiceInOwnKind() {
  auto Work = ownKind();
  co_await std::move(Work);
  co_await std::move(Work);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Work' is awaited again after it was consumed: there is nothing left in it [async-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-3]]:22: note: it is awaited here
}

// --- Filled, but not between -------------------------------------------------------------------------------------------------

struct Ready : lib::Task<> {
  Ready &operator<<(Task<> &&Added);
};
Ready ready();
void run(Ready Given);

void filledBefore() {
  Ready Work = ready();
  for (int I = 0; I < 2; ++I)
    Work << lazy();
  run(std::move(Work));
  run(std::move(Work));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Work' is moved again after it was consumed: there is nothing left in it [async-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: it is moved here
  for (int I = 0; I < 2; ++I)
    Work << lazy();
}

void filledBeforeLoop() {
  Ready Work = ready();
  for (int I = 0; I < 2; ++I)
    Work << lazy();
  while (condition())
    run(std::move(Work));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Work' is moved again in the next turn of the loop: there is nothing left in it [async-awaited-twice]
}

void assignedPerhaps() {
  auto Work = lazy();
  take(std::move(Work));
  if (condition())
    Work = lazy();
  take(std::move(Work));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Work' is moved again after it was consumed: there is nothing left in it [async-awaited-twice]
  // CHECK-MESSAGES: :[[@LINE-5]]:18: note: it is moved here
}

// What two functions give says nothing of the other.
struct Failure {
  explicit operator bool() const;
};
Failure first();
Failure second();
Task<> afterFailures() {
  auto Work = lazy();
  if (Failure Seen = first())
    take(std::move(Work));
  if (Failure Seen = second())
    co_await std::move(Work);
    // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Work' is awaited again after it was consumed: there is nothing left in it [async-awaited-twice]
    // CHECK-MESSAGES: :[[@LINE-4]]:20: note: it is moved here
}

// RUN: %check_corolint %s %t -- -std=c++20

// What runs without a call that is written as one, and what the C++ library's templates run.

#include "Inputs/task.h"
#include <compare>
#include <map>
#include <memory>
#include <optional>
#include <unistd.h>
#include <vector>

using lib::Task;

Task<> tick();
int slow() { return ::sleep(1); }

// --- Instances over lambdas that differ in nothing but their place -----------------------------------------------------------

template <typename F> void retry(int Count, F &&Attempt) {
  while (Count--)
    Attempt();
}
Task<> retries(int &Count) {
  retry(3, [] { ::sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'retry' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-5]]:5: note: 'retry' calls 'a lambda' here
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: 'a lambda' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-4]]:17: note: use instead: an asynchronous timer
  retry(3, [] {});
  retry(3, [&] { Count = 0; });
  co_await tick();
}
inline Task<> retriesInline() {
  retry(3, [] { ::sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'retry' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-15]]:5: note: 'retry' calls 'a lambda' here
  // CHECK-MESSAGES: :[[@LINE-3]]:17: note: 'a lambda' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-4]]:17: note: use instead: an asynchronous timer
  retry(3, [] {});
  co_await tick();
}
template <typename F> struct Defer {
  F Last;
  ~Defer() { Last(); }
};
Task<> defers() {
  auto Slowly = [] { ::sleep(1); };
  auto Quickly = [] {};
  Defer<decltype(Slowly)> First{Slowly};
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: '~Defer' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-7]]:14: note: '~Defer' calls 'a lambda' here
  // CHECK-MESSAGES: :[[@LINE-5]]:22: note: 'a lambda' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-6]]:22: note: use instead: an asynchronous timer
  Defer<decltype(Quickly)> Second{Quickly};
  co_await tick();
}

// --- Initialisers, operators, awaiters ---------------------------------------------------------------------------------------

struct Defaults {
  int Value = slow();
};
struct Same {
  bool operator==(const Same &) const { return ::sleep(1); }
};
struct Ordered {
  std::strong_ordering operator<=>(const Ordered &) const { return ::sleep(1) <=> 0; }
};
struct Copied {
  Copied();
  Copied(const Copied &) { ::sleep(1); }
};
struct Holds {
  Copied Part;
};
struct Allocated {
  static void *operator new(std::size_t);
};
void *Allocated::operator new(std::size_t) { return ::sleep(1) ? nullptr : nullptr; }
struct Ready {
  bool await_ready() { return ::sleep(1); }
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
void call(void (*Function)()) { Function(); }

Task<> hops(Same S, Ordered O, Holds H) {
  Defaults First{};
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'slow' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-75]]:21: note: 'slow' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-76]]:21: note: use instead: an asynchronous timer
  Defaults Given{1};
  (void)(S != S);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'operator==' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-31]]:48: note: 'operator==' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-32]]:48: note: use instead: an asynchronous timer
  (void)(O < O);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'operator<=>' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-32]]:68: note: 'operator<=>' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-33]]:68: note: use instead: an asynchronous timer
  Holds Second = H;
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Copied' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-32]]:28: note: 'Copied' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-33]]:28: note: use instead: an asynchronous timer
  new Allocated;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator new' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-28]]:53: note: 'operator new' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-29]]:53: note: use instead: an asynchronous timer
  co_await Ready{};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'await_ready' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-30]]:31: note: 'await_ready' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-31]]:31: note: use instead: an asynchronous timer
  call(+[] { ::sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'call' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-30]]:33: note: 'call' calls 'a lambda' here
  // CHECK-MESSAGES: :[[@LINE-3]]:14: note: 'a lambda' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-4]]:14: note: use instead: an asynchronous timer
}

// --- What never runs ---------------------------------------------------------------------------------------------------------

Task<> never(bool Sometimes) {
  constexpr bool Debug = false;
  if (false)
    slow();
  if (Debug)
    slow();
  if (Debug && Sometimes)
    slow();
  if (!Debug)
    slow();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'slow' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-118]]:21: note: 'slow' calls 'sleep' here
    // CHECK-MESSAGES: :[[@LINE-119]]:21: note: use instead: an asynchronous timer
  else
    slow();
  co_await tick();
}

// --- What the C++ library makes and destroys ---------------------------------------------------------------------------------

struct Made {
  Made() { ::sleep(1); }
};
struct Either {
  Either(int) { ::sleep(1); }
  Either(int, int) {}
};
struct Ended {
  ~Ended() { ::sleep(1); }
};
struct Deleter {
  void operator()(Ended *) const {}
};
struct Owner {
  std::unique_ptr<Ended> Owned;
};
Task<> makes() {
  auto Unique = std::make_unique<Made>();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Made' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-18]]:12: note: 'Made' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-19]]:12: note: use instead: an asynchronous timer
  auto Shared = std::make_shared<Made>();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Made' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-22]]:12: note: 'Made' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-23]]:12: note: use instead: an asynchronous timer
  std::optional<Made> Later;
  Later.emplace();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Made' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-27]]:12: note: 'Made' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-28]]:12: note: use instead: an asynchronous timer
  std::vector<Either> Many;
  Many.emplace_back(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Either' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-29]]:17: note: 'Either' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-30]]:17: note: use instead: an asynchronous timer
  Many.emplace_back(1, 2);
  co_await tick();
}
Task<> destroys(Ended *Given) {
  std::unique_ptr<Ended> Unique(Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: '~Ended' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-33]]:14: note: '~Ended' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-34]]:14: note: use instead: an asynchronous timer
  co_await tick();
}
Task<> destroysWithin() {
  Owner Whole;
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: '~Ended' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-40]]:14: note: '~Ended' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-41]]:14: note: use instead: an asynchronous timer
  std::map<int, Ended> Map;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: '~Ended' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-44]]:14: note: '~Ended' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-45]]:14: note: use instead: an asynchronous timer
  co_await tick();
}
// Not the last owner, perhaps; another deleter.
Task<> destroysNothing(std::shared_ptr<Ended> Shared) {
  std::unique_ptr<Ended, Deleter> Unique;
  co_await tick();
}
// What is awaited may have nothing left to wait for.
struct Group {
  ~Group() { ::sleep(1); }
  Task<> join();
};
Task<> waitsFirst(std::unique_ptr<Group> Owned) { co_await Owned->join(); }
// An awaiter may make a thread for the coroutine.
struct Elsewhere {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>) { ::sleep(1); }
  void await_resume() {}
};
Task<> suspends() { co_await Elsewhere{}; }
// What resumes it takes what has come by then, unless it has not waited at all.
struct Received {
  bool await_ready() { return false; }
  void await_suspend(std::coroutine_handle<>);
  int await_resume() { return ::sleep(1); }
};
struct NeverWaits {
  bool await_ready() { return true; }
  void await_suspend(std::coroutine_handle<>);
  int await_resume() { return ::sleep(1); }
};
Task<> resumes() {
  co_await Received{};
  co_await NeverWaits{};
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'await_resume' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-6]]:31: note: 'await_resume' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-7]]:31: note: use instead: an asynchronous timer
}

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument,async-sequential-await -- -std=c++20 -I%S/Inputs

// What the model of FoundationDB's flow says beyond flow.cpp, in the strict profile.

#include "flow.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
Future<int> load(int);
Future<Void> store(int);
void use(int) noexcept;
// Of a network, so that it needs a time limit.
[[clang::annotate("corolint::awaits: peer")]] Future<int> fetch();

// --- Tasks and gathers ---

void starts(const std::vector<int> &Numbers, std::vector<Future<Void>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(uncancellable(store(Number)));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'uncancellable' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:20: note: to bound them, await a limiter before each start: a counting semaphore
}

struct Session : ReferenceCounted<Session> {
  int Count = 0;
  void start(ActorCollection &Actors) { Actors.add(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here, without a reference of its own
  // CHECK-MESSAGES: :[[@LINE+3]]:7: note: the object may be gone when it uses it here
  Future<Void> run() {
    co_await store(1);
    ++Count;
    co_return Void();
  }
};

// What runs at once already need not be awaited together.
Future<Void> inTurn(std::vector<Future<int>> A, std::vector<Future<int>> B) {
  auto First = co_await getAll(A);
  auto Second = co_await getAll(B);
  auto Third = co_await waitForAll(A);
  auto Fourth = co_await waitForAll(B);
  co_return Void();
}
Future<Void> forgets(Transaction &Changes, Error Failure) {
  Changes.onError(Failure);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'onError' is never awaited: what it started is cancelled at once [async-unawaited-result]
  co_return Void();
}

// --- Times ---

Future<Void> limited() {
  co_await fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to give up after a time: 'timeoutError'
  co_await race(fetch(), delay(1.0));
  co_await timeoutError(fetch(), 1.0);
  co_return Void();
}

struct Server {
  std::atomic<bool> Ready{false};
  Future<Void> polls() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await delay(1.0);
    co_return Void();
  }
  Future<Void> pollsJittered() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await delayJittered(1.0);
    co_return Void();
  }
  Future<Void> yields() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await yield();
    co_return Void();
  }
};
Future<Void> pauses() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await delay(std::chrono::duration<double>(1s).count());
  co_return Void();
}

// --- Cancellation ---

Future<Void> stops() {
  for (;;) {
    Error Failure;
    try {
      co_await load(1);
      continue;
    } catch (Error &E) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stops' goes on after it was told to stop: this handler also catches 'Error' [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-4]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE+4]]:5: note: here it goes on
    // CHECK-MESSAGES: :[[@LINE-4]]:7: note: throw it again
      Failure = E;
    }
    co_await delay(1.0);
  }
}
Future<Void> cleansUp() {
  try {
    co_await load(1);
  } catch (Error &) {
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'cleansUp' goes on after it was told to stop: this handler also catches 'Error' [async-swallowed-cancellation]
  // CHECK-MESSAGES: :[[@LINE-3]]:5: note: that is thrown where this await is when the coroutine is told to stop
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: here it goes on
    use(1);
  }
  co_await delay(1.0);
  co_return Void();
}
Future<Void> retries(Transaction &Changes) {
  for (;;) {
    Error Failure;
    try {
      co_await load(1);
      co_return Void();
    } catch (Error &E) {
      Failure = E;
    }
    co_await Changes.onError(Failure);
  }
}

// --- Failures ---

Future<Void> settles(std::vector<Future<int>> A) noexcept {
  co_await waitForAllReady(A);
  co_return Void();
}
Future<Void> takesPlace(FlowLock &Limit) noexcept {
  co_await Limit.take();
  co_return Void();
}
Future<Void> gathers(std::vector<Future<int>> A) noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'gathers' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
  co_await waitForAll(A);
  co_return Void();
}

Future<Void> settlesOne(Future<int> A) noexcept {
  co_await ready(A);
  co_return Void();
}
// Nobody hears of it, and it is lost.
coro::DetachedCoroutine detaches() {
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nobody can await 'detaches', and an exception that leaves it is swallowed [async-detached-coroutine]
  co_await load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this await is swallowed: nothing in 'detaches' catches it [async-unobserved-failure]
}
coro::DetachedCoroutine detachesLater() {
// CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nobody can await 'detachesLater', and an exception that leaves it is swallowed [async-detached-coroutine]
  co_await delay(1.0);
  use(1);
}

struct Poller {
  std::atomic<bool> Ready{false};
  Future<Void> pollsInOrder() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
      co_await orderedDelay(1.0);
    co_return Void();
  }
  Future<Void> pollsIdly() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
      co_await lowPriorityDelay(1.0);
    co_return Void();
  }
};
Future<Void> limitedOtherwise() {
  co_await chooseActor(fetch(), load(1));
  co_await timeoutChoose(fetch(), delay(1.0), 1);
  co_return Void();
}
Future<Void> inTurnToo(std::vector<Future<int>> A, std::vector<Future<int>> B) {
  auto First = co_await getAllAsync(A);
  auto Second = co_await getAllAsync(B);
  auto Third = co_await waitForAllReadyThenThrow(A);
  auto Fourth = co_await waitForAllReadyThenThrow(B);
  auto Fifth = co_await waitForFirst(A);
  auto Sixth = co_await waitForFirst(B);
  co_return Void();
}

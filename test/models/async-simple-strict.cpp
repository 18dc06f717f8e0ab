// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of async_simple says beyond async-simple.cpp, in the strict profile.

#include "async-simple.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using async_simple::coro::Lazy;

Lazy<int> load(int);
Lazy<void> store(int);
async_simple::Future<int> request(int);
void use(int) noexcept;

// --- Types ---

Lazy<void> drops(async_simple::Promise<int> &Promise, async_simple::Executor *Executor) {
  request(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'request' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  store(1).via(Executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'via' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  Promise.getFuture();
  async_simple::uthread::async(async_simple::uthread::Launch::Schedule, {Executor}, [] { return 1; });
  async_simple::makeReadyFuture(1);
  Executor->after(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'after' is never awaited: the operation it returns never starts [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  async_simple::coro::dispatch(Executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'dispatch' is never awaited: the operation it returns never starts [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  async_simple::coro::ResumeBySchedule(request(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ResumeBySchedule' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  co_await async_simple::coro::ResumeBySchedule(request(1));
  co_await Executor->after(1ms);
}

async_simple::uthread::Uthread begin(async_simple::Executor *);
Lazy<void> leaves(async_simple::Executor *Executor, bool Early) {
  auto Thread = begin(Executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Thread' is not closed on every path: destroyed without 'join', it frees the stack that its function may still be running on [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: its scope is left here
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: it is closed here on other paths
  if (Early)
    co_return;
  Thread.detach();
}

// --- Tasks and gathers ---

void starts(async_simple::Executor *Executor, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    store(Number).directlyStart([](auto &&) {}, Executor);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'directlyStart' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'async_simple::coro::CountingSemaphore', or 'async_simple::coro::collectAllWindowed' for a range of tasks
    // CHECK-MESSAGES: :[[@LINE-4]]:5: warning: a failure of 'store' is lost: the handler that 'directlyStart' hands it to does not look at it [async-unobserved-failure]
}

void startsOn(async_simple::Executor *Executor, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    store(Number).via(Executor).start([](auto &&Result) { Result.hasError(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

Lazy<void> gathersFutures(std::vector<async_simple::Future<int>> Given) {
  co_await async_simple::collectAll(Given.begin(), Given.end());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectAll' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
}
Lazy<void> gathers(std::vector<Lazy<int>> A, std::vector<Lazy<int>> B, std::vector<Lazy<int>> C) {
  co_await async_simple::coro::collectAllPara(std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectAllPara' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: warning: 'collectAllPara' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: to bound them: 'async_simple::coro::CountingSemaphore', or 'async_simple::coro::collectAllWindowed' for a range of tasks
  co_await async_simple::coro::collectAllWindowedPara(8, true, std::move(B));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectAllWindowedPara' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  co_await async_simple::coro::collectAny(std::move(C));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAny' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to bound them: 'async_simple::coro::CountingSemaphore', or 'async_simple::coro::collectAllWindowed' for a range of tasks
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  Lazy<void> polls() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await async_simple::coro::sleep(1s);
  }
  Lazy<void> pollsOn(async_simple::Executor *Executor) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
      co_await async_simple::coro::sleep(Executor, 1s);
  }
};
Lazy<void> pauses() noexcept {
  co_await async_simple::coro::sleep(1s);
}
Lazy<void> takesPlace(async_simple::coro::CountingSemaphore<8> &Limit) noexcept {
  co_await Limit.acquire();
}
Lazy<void> fails() noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  co_await async_simple::coro::sleep(1s);
  co_await store(1);
}

// --- Cancellation ---

Lazy<void> stops() {
  for (;;) {
    try {
      co_await load(1);
    } catch (const std::runtime_error &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stops' cannot be stopped: this handler also catches 'async_simple::SignalException', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      use(1);
    }
  }
}

// --- What blocks ---

Lazy<void> waits(async_simple::coro::SpinLock &Lock, async_simple::Future<int> &Future) {
  request(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' waits on the event loop for asynchronous work: it parks the thread until the future has a result [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of the future
  Future.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' waits on the event loop for asynchronous work: it parks the thread until the future has a result [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it instead
  Lock.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lock' blocks the event loop: it spins while another thread holds the lock [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of 'coScopedLock()'
  Lock.unlock();
  async_simple::coro::ScopedSpinLock Guard(Lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'ScopedSpinLock' blocks the event loop: it spins while another thread holds the lock [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:38: note: use instead: co_await of 'coScopedLock()'
  co_return;
}
// A coroutine that a thread of the pool runs may block it.
void elsewhere(async_simple::util::ThreadPool &Pool) {
  Pool.scheduleById([] {
    auto Work = []() -> Lazy<void> {
      std::this_thread::sleep_for(1s);
      co_return;
    };
    async_simple::coro::syncAwait(Work());
  });
}
// But not wait for what may need its threads.
Lazy<void> waitsOnPool(async_simple::executors::SimpleExecutor *Pool) {
  co_await async_simple::coro::dispatch(Pool);
  std::this_thread::sleep_for(1s);
  async_simple::coro::syncAwait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'syncAwait' waits on the event loop for asynchronous work: it waits until the task has ended, for ever if that needs this thread [async-sync-wait]
}

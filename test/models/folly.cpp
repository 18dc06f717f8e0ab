// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of folly makes of its types and functions.

#include "folly.h"
#include <thread>

using namespace std::chrono_literals;

using folly::coro::Task;

Task<int> load(int);
Task<void> store(int);

Task<void> drops(folly::Executor *Executor) {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  load(1).scheduleOn(Executor);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'scheduleOn' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await load(1);
}

Task<void> waits(folly::SemiFuture<int> Future) {
  folly::coro::blockingWait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'blockingWait' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  folly::coro::blocking_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'blocking_wait' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  std::move(Future).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'get' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  std::this_thread::sleep_for(1ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await folly::coro::sleep({{.*}}1ms
  co_return;
}

void ordinary() { folly::coro::blockingWait(store(1)); }

Task<void> gathers(std::vector<Task<int>> Given, std::vector<int> Numbers) {
  co_await folly::coro::collectAllTryRange(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: the result of 'collectAllTryRange' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  std::vector<Task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await folly::coro::collectAllRange(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'collectAllRange' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-SUGGESTED: co_await folly::coro::collectAllWindowed(std::move(Tasks), 16);
  co_await folly::coro::collectAny(load(1), load(2));
}

void adds(folly::coro::AsyncScope &Scope, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Scope.add(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'add' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

Task<void> bounded(folly::coro::AsyncScope &Scope, folly::fibers::Semaphore &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.co_wait();
    Scope.add(store(Number));
  }
}

folly::Future<int> request(int);

// A future runs on; what was deferred, or made of a task, never begins.
Task<void> dropsFutures(folly::SemiFuture<int> Future) {
  request(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'request' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  load(1).semi();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'semi' is never awaited: the operation it returns never starts [async-unawaited-result]
  std::move(Future).deferValue([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'deferValue' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_return;
}

Task<void> waitsForOthers(folly::EventBase &Loop, folly::CPUThreadPoolExecutor &Pool, folly::Latch &Latch,
                          folly::SemiFuture<int> Timed, folly::UnboundedQueue<int> &Queue) {
  request(1).getVia(&Loop);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'getVia' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  std::move(Timed).get(0ms);
  Loop.loopForever();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'loopForever' blocks the event loop: it {{.+}} [async-blocking-call]
  Loop.loopOnce(2); // EVLOOP_NONBLOCK
  Loop.runInEventBaseThreadAndWait([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'runInEventBaseThreadAndWait' blocks the event loop: it {{.+}} [async-blocking-call]
  Latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'wait' blocks the event loop: it {{.+}} [async-blocking-call]
  Queue.enqueue(1);
  Pool.add([] { std::this_thread::sleep_for(1s); });
  co_await folly::via(&Pool, [] { std::this_thread::sleep_for(1s); });
}

// What the loop calls must not block it either.
void handles(folly::EventBase &Loop) {
  Loop.runInLoop([] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}
struct Timer : folly::AsyncTimeout {
  void timeoutExpired() noexcept override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  }
};

void starts(folly::Executor *Executor, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    load(Number).scheduleOn(Executor).start([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// The future that is dropped has the failure.
Task<void> checks(int Number) {
  if (co_await load(Number) < 0)
    throw Number;
}
void forgets(folly::Executor *Executor) {
  checks(1).scheduleOn(Executor).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'checks' is lost with the result, which is dropped [async-unobserved-failure]
  folly::coro::co_withExecutor(Executor, checks(1)).start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'checks' is lost with the result, which is dropped [async-unobserved-failure]
  auto Ended = folly::coro::co_withExecutor(Executor, checks(2)).start();
  std::move(Ended).get();
}

// Awaited, what is to be done at the end is attached to the coroutine.
Task<int> lease(int);
Task<void> release(int) noexcept;
Task<int> releases() {
  int Lease = co_await lease(1);
  co_await folly::coro::co_scope_exit([](int Given) -> Task<void> { co_await release(Given); }, Lease);
  co_await folly::coro::co_scope_exit([](int Given) -> Task<void> { co_await release(Given); }, 2);
  co_return co_await load(Lease);
}
Task<int> releasesNever() {
  int Lease = co_await lease(1);
  auto Exit = folly::coro::co_scope_exit([](int Given) -> Task<void> { co_await release(Given); }, Lease);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'co_scope_exit' is kept in 'Exit' and never awaited: it never runs, and its memory is never freed [async-unawaited-local]
  co_return co_await load(Lease);
}

// What is derived from a scope must be closed like it, unless it closes itself.
struct Scope : folly::coro::AsyncScope {
  explicit Scope(int Number) : Number(Number) {}
  void start() { add(store(Number)); }
  int Number;
};
struct ClosingScope : folly::coro::AsyncScope {
  ~ClosingScope() { folly::coro::blockingWait(joinAsync()); }
};
Task<void> leavesScope() {
  Scope Own(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Own' is never closed: destroyed without 'joinAsync', it ends the program if a task was ever added [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Own.start();
  co_return;
}
void closesItself() {
  ClosingScope Own;
  Own.add(store(1));
}

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of coke says beyond coke.cpp, in the strict profile.

#include "coke.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using coke::Task;

Task<int> load(int);
Task<> store(int);
coke::GoAwaiter compute();

Task<> drops() {
  compute();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'compute' is never awaited: the operation it returns never starts [async-unawaited-result]
  coke::sleep(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_await compute();
}
void starts(const std::vector<int> &Numbers, std::vector<coke::Future<void>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(coke::create_future(store(Number)));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'create_future' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:20: note: to bound them, await a limiter before each start: 'coke::Semaphore'
}
void startsByMember(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    store(Number).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: a failure of 'store' ends the program: nothing catches it [async-unobserved-failure]
  for (int Number : Numbers)
    store(Number).start();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: a failure of 'store' ends the program: nothing catches it [async-unobserved-failure]
}
Task<> makes() {
  int Number = 1;
  return coke::make_task([&Number] { return store(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:51: note: it is used here
}

struct Server {
  std::atomic<bool> Ready{false};
  Task<> polls() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await coke::sleep(1s);
  }
  Task<> yields() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await coke::yield();
  }
};

Task<> waits(coke::SyncLatch &Latch, WFFuture<int> &Future) {
  Latch.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until others have counted down [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of 'coke::Latch::wait()'
  Future.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' waits on the event loop for asynchronous work: it parks the thread until the future has a result [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: an awaiter of coke
  Future.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' waits on the event loop for asynchronous work: it parks the thread until the future has a result [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: an awaiter of coke
  WFFacilities::WaitGroup(1).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until others have counted down [async-blocking-call]
  WFFacilities::usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await coke::sleep(std::chrono::microseconds(100));
  WFFacilities::request(1, "url", 1, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'request' blocks the event loop: it waits for the server's answer [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a client of coke
  WFFacilities::go("queue", [] { std::this_thread::sleep_for(1s); });
  co_return;
}

// What it is given to call is there until it returns.
Task<> calls() {
  int Number = 1;
  coke::sync_call(load, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_call' waits on the event loop for asynchronous work: it parks the thread until the task has ended [async-sync-wait]
  coke::sync_call([&Number]() -> Task<> { co_await store(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_call' waits on the event loop for asynchronous work: it parks the thread until the task has ended [async-sync-wait]
  co_return;
}
// Threads for computations may block, and so may what runs there.
Task<> computes() {
  co_await coke::go([] {
    auto Work = []() -> Task<> {
      std::this_thread::sleep_for(1s);
      co_return;
    };
    coke::sync_wait(Work());
  });
  std::this_thread::sleep_for(1s);
  WFFacilities::go("queue", [] {
    auto Work = []() -> Task<> {
      std::this_thread::sleep_for(1s);
      co_return;
    };
    coke::sync_wait(Work());
  });
}
// They tell by a state, and throw nothing.
Task<> sleeps() noexcept { co_await coke::sleep(1s); }
Task<> computesOrThrows() noexcept { co_await compute(); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'computesOrThrows' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// With a place, it may be alone with what others change.
void use(int) noexcept;
struct Cache {
  std::vector<int> Items;
  Task<> grows() {
    Items.push_back(1);
    co_return;
  }
  Task<> reads(coke::Semaphore &Limit) {
    co_await Limit.acquire();
    const int &First = Items.front();
    co_await store(1);
    use(First);
  }
  Task<> readsInTime(coke::QpsPool &Limit) {
    co_await Limit.get();
    const int &First = Items.front();
    co_await store(1);
    use(First);
  }
  Task<> readsAtRisk() {
    const int &First = Items.front();
    co_await store(1);
    use(First);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'First' leads into 'Items', which 'grows' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }
};
void callsFromOrdinaryCode() {
  int Number = 1;
  coke::sync_call([&Number]() -> Task<> { co_await store(Number); });
}

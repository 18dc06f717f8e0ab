// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument,async-sequential-await -- -std=c++20 -I%S/Inputs

// What the model of concurrencpp says beyond concurrencpp.cpp, in the strict profile.

#include "concurrencpp.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using concurrencpp::lazy_result;
using concurrencpp::result;

result<int> load(int);
lazy_result<void> store(int);
concurrencpp::shared_result<int> shared(int);
void use(int) noexcept;

// --- Types ---

result<void> drops() {
  shared(1);
  concurrencpp::make_ready_result(1);
  co_await shared(1);
}

// --- Tasks and gathers ---

void starts(const std::vector<int> &Numbers, std::vector<result<void>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(store(Number).run());
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'run' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:20: note: to bound them, await a limiter before each start: a counting semaphore
}
result<void> gathers(std::shared_ptr<concurrencpp::thread_pool_executor> Pool, std::vector<result<int>> A) {
  co_await concurrencpp::when_any(Pool, A.begin(), A.end());
}

// What runs at once already need not be awaited together.
result<void> inTurn(std::shared_ptr<concurrencpp::thread_pool_executor> Pool, std::vector<result<int>> A, std::vector<result<int>> B) {
  auto First = co_await concurrencpp::when_any(Pool, A.begin(), A.end());
  auto Second = co_await concurrencpp::when_any(Pool, B.begin(), B.end());
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  lazy_result<void> polls(concurrencpp::timer_queue &Timers, std::shared_ptr<concurrencpp::executor> Executor) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Timers.make_delay_object(1s, Executor);
  }
};
lazy_result<void> pauses(concurrencpp::timer_queue &Timers, std::shared_ptr<concurrencpp::executor> Executor) noexcept {
  co_await Timers.make_delay_object(1s, Executor);
}
lazy_result<void> fails(concurrencpp::timer_queue &Timers, std::shared_ptr<concurrencpp::executor> Executor) noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  co_await Timers.make_delay_object(1s, Executor);
  co_await store(1);
}

// --- Executors ---

result<void> switches(std::shared_ptr<concurrencpp::thread_pool_executor> Pool,
                      std::shared_ptr<concurrencpp::manual_executor> Loop) {
  co_await concurrencpp::resume_on(Pool);
  std::this_thread::sleep_for(1s);
  co_await concurrencpp::resume_on(Loop);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}
result<void> returns(concurrencpp::manual_executor &Loop) {
  co_await concurrencpp::resume_on(Loop);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}
// One that starts on a pool of threads may block there.
result<void> startsOnPool(concurrencpp::executor_tag, std::shared_ptr<concurrencpp::thread_pool_executor>) {
  std::this_thread::sleep_for(1s);
  co_return;
}
// But not wait for what may need its threads.
result<void> waitsOnPool(concurrencpp::thread_pool_executor &Pool) {
  co_await concurrencpp::resume_on(Pool);
  std::this_thread::sleep_for(1s);
  load(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' waits on the event loop for asynchronous work: it parks the thread until the task has ended, for ever if that needs this thread [async-sync-wait]
}
// A coroutine that a thread of the pool runs may block it.
void posts(std::shared_ptr<concurrencpp::thread_pool_executor> Pool) {
  Pool->post([] {
    auto Work = []() -> result<void> {
      std::this_thread::sleep_for(1s);
      co_return;
    };
    Work().get();
  });
}
result<void> runsLater(std::shared_ptr<concurrencpp::thread_pool_executor> Pool) {
  int Number = 1;
  return Pool->submit([&Number] { use(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'submit' returns refers to 'Number', which is gone when it runs [async-dangling-return]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with this function, whose caller is given the task
  // CHECK-MESSAGES: :[[@LINE-3]]:39: note: it is used here, when the lambda runs
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: make it a coroutine, so that it lives until the task has ended
}

// --- What blocks ---

result<void> waits(concurrencpp::manual_executor &Loop, concurrencpp::timer_queue &Timers,
                   concurrencpp::thread_pool_executor &Pool) {
  load(1).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' waits on the event loop for asynchronous work: it parks the thread until the task has ended, for ever if that needs this thread [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it instead
  load(1).wait_for(0s);
  load(1).wait_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_until' waits on the event loop for asynchronous work: it parks the thread until the task has ended or the time is over [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it instead
  shared(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' waits on the event loop for asynchronous work: it parks the thread until the task has ended, for ever if that needs this thread [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of the result
  shared(1).wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' waits on the event loop for asynchronous work: it parks the thread until the task has ended, for ever if that needs this thread [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of the result
  Loop.loop_once();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'loop_once' blocks the event loop: it runs other tasks inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  Loop.loop(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'loop' blocks the event loop: it runs other tasks inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  Loop.loop_once_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'loop_once_for' blocks the event loop: it waits for other tasks inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  Loop.loop_for(8, 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'loop_for' blocks the event loop: it waits for other tasks inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  Loop.wait_for_task();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for_task' blocks the event loop: it waits for other tasks inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  Loop.wait_for_task_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for_task_for' blocks the event loop: it waits for other tasks inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  Loop.wait_for_tasks(8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_for_tasks' blocks the event loop: it waits for other tasks inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  Pool.shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'shutdown' blocks the event loop: it waits for the executor's threads, for ever if called on one of them [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a call from ordinary code
  Timers.shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'shutdown' blocks the event loop: it waits for the executor's threads, for ever if called on one of them [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a call from ordinary code
  co_return;
}
result<void> asks(concurrencpp::manual_executor &Loop) {
  Loop.loop_once_for(0s);
  Loop.loop_for(8, 0ms);
  co_return;
}

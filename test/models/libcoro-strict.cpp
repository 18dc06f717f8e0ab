// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of libcoro says beyond libcoro.cpp, in the strict profile.

#include "libcoro.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using coro::task;

task<int> load(int);
task<> store(int);
void use(int) noexcept;

// --- Tasks ---

task<> leaves(std::shared_ptr<coro::thread_pool> Pool) {
  coro::task_container<coro::thread_pool> Tasks(Pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'Tasks' is never closed: destroyed without 'yield_until_empty', it blocks its thread until every task has ended [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: its scope is left here
  Tasks.start(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'store' is swallowed: 'start' starts it so that nobody hears of its end [async-unobserved-failure]
  co_return;
}
task<> joins(std::shared_ptr<coro::thread_pool> Pool) {
  coro::task_container<coro::thread_pool> Tasks(Pool);
  Tasks.start(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'store' is swallowed: 'start' starts it so that nobody hears of its end [async-unobserved-failure]
  co_await Tasks.yield_until_empty();
}

// What waits for the end hears of no failure.
task<> spawnsJoinable(coro::thread_pool &Pool) { co_await Pool.spawn_joinable(store(1)); }
// CHECK-MESSAGES: :[[@LINE-1]]:59: warning: a failure of 'store' is swallowed: 'spawn_joinable' starts it so that nobody hears of its end [async-unobserved-failure]
void schedulesAsBefore(coro::io_scheduler &Scheduler, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Scheduler.schedule(store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'schedule' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

task<> gathers(std::vector<task<int>> Given, const std::vector<int> &Numbers) {
  co_await coro::when_any(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_any' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to bound them: a 'coro::semaphore': 'co_await semaphore.acquire()' before each start
  std::vector<task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await coro::when_any(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_any' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the range is filled by this loop, as often as it turns
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: to bound them: a 'coro::semaphore': 'co_await semaphore.acquire()' before each start
}

task<> bounded(coro::ring_buffer<int, 8> &Places, coro::thread_pool &Pool, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Places.produce(Number);
    Pool.spawn_detached(store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of 'store' is swallowed: 'spawn_detached' starts it so that nobody hears of its end [async-unobserved-failure]
  }
}

task<> invokes() {
  int Number = 1;
  return coro::invoke([&Number] { return store(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:48: note: it is used here
}

// --- Times and peers ---

struct Server {
  std::atomic<bool> Ready{false};
  task<> polls(coro::scheduler &Scheduler) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Scheduler.schedule_after(1s);
  }
  task<> pollsAt(coro::scheduler &Scheduler) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Scheduler.yield_until(std::chrono::steady_clock::now() + 1s);
  }
  task<> yields(coro::scheduler &Scheduler) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Scheduler.yield();
  }
};

task<> pauses(coro::scheduler &Scheduler, coro::mutex &Mutex) noexcept {
  co_await Scheduler.schedule_after(1s);
  co_await Scheduler.schedule_at(std::chrono::steady_clock::now());
  co_await Mutex.scoped_lock();
  co_await Mutex.lock();
}
// No failure comes before the mutex is given back.
task<> holds(coro::mutex &Mutex, coro::mutex &Other) {
  co_await Mutex.lock();
  co_await Other.lock();
  Other.unlock();
  Mutex.unlock();
}
task<> holdsTooLong(coro::mutex &Mutex) {
  co_await Mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what is taken of 'Mutex' is never given back when an await before 'unlock' throws: others wait for it for ever [async-unclosed-resource]
  co_await store(1);
  Mutex.unlock();
}
task<> fails(coro::scheduler &Scheduler) noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  co_await Scheduler.schedule_after(1s);
  co_await store(1);
}

task<> talks(coro::net::tcp::client &Client, std::string &Buffer) {
  co_await Client.connect();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'connect' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'read_some' here
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'write_all' here
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: to give up after a time: 'scheduler->schedule(stop_source, task, …)'
  co_await Client.read_some(Buffer);
  co_await Client.write_all(Buffer);
}
task<> limited(coro::net::tcp::client &Client) { co_await Client.connect(1s); }

// The sockets are non-blocking.
task<> exchanges(coro::net::tcp::client &Client, std::string &Buffer) {
  Client.recv(Buffer);
  Client.send(Buffer);
  co_return;
}

// --- Executors ---

task<> switches(coro::thread_pool &Pool, coro::scheduler &Scheduler) {
  co_await Pool.schedule();
  std::this_thread::sleep_for(1s);
  co_await Scheduler.poll(1, 1);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: 'co_await scheduler->yield_for(…)' with the coro::scheduler (coro::io_scheduler before 0.16)
}
// What threads of the pool run may block them.
task<> schedulesCallable(coro::thread_pool &Pool) {
  co_await Pool.schedule([] {
    coro::sync_wait([]() -> task<> {
      std::this_thread::sleep_for(1s);
      co_return;
    }());
  });
}

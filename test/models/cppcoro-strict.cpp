// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument,async-sequential-await -- -std=c++20 -I%S/Inputs

// What the model of cppcoro says beyond cppcoro.cpp, in the strict profile.

#include "cppcoro.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using cppcoro::task;

task<int> load(int);
task<> store(int);
cppcoro::shared_task<int> shared(int);
void use(int) noexcept;

task<> drops() {
  shared(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'shared' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await shared(1);
}

// --- Times and peers ---

struct Server {
  std::atomic<bool> Ready{false};
  task<> polls(cppcoro::io_service &Service) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Service.schedule_after(1s);
  }
  task<> pollsUntilStopped(cppcoro::io_service &Service, cppcoro::cancellation_token Stop) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
      co_await Service.schedule_after(1s, Stop);
  }
};

task<> pauses(cppcoro::io_service &Service, cppcoro::async_mutex &Mutex) noexcept {
  co_await Service.schedule_after(1s);
  co_await Mutex.scoped_lock_async();
  co_await Mutex.lock_async();
}
// No failure comes before the mutex is given back.
task<> holds(cppcoro::async_mutex &Mutex, cppcoro::async_mutex &Other, cppcoro::io_service &Service) {
  co_await Mutex.lock_async();
  co_await Service.schedule_after(1s);
  co_await Other.lock_async();
  Other.unlock();
  Mutex.unlock();
}
task<> holdsTooLong(cppcoro::async_mutex &Mutex) {
  co_await Mutex.lock_async();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: what is taken of 'Mutex' is never given back when an await before 'unlock' throws: others wait for it for ever [async-unclosed-resource]
  co_await store(1);
  Mutex.unlock();
}
task<> fails(cppcoro::io_service &Service) noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  co_await Service.schedule_after(1s);
  co_await store(1);
}

task<> talks(cppcoro::net::socket &Socket, cppcoro::net::ip_endpoint Peer, char (&Buffer)[8]) {
  co_await Socket.connect(Peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'connect' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: so does 'send' here
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: so does 'recv' here
  co_await Socket.send(Buffer, 8);
  co_await Socket.recv(Buffer, 8);
}

// --- Cancellation ---

task<> stops(cppcoro::net::socket &Socket, cppcoro::net::ip_endpoint Peer, cppcoro::cancellation_token Stop) {
  co_await Socket.connect(Peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'connect' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: pass it on
  // CHECK-MESSAGES: :[[@LINE-3]]:12: warning: 'connect' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  for (;;) {
    try {
      co_await load(1);
    } catch (const std::exception &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stops' cannot be stopped: this handler also catches 'cppcoro::operation_cancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      use(1);
    }
  }
}

// --- Executors ---

task<> switches(cppcoro::static_thread_pool &Pool, cppcoro::io_service &Service) {
  co_await cppcoro::resume_on(Pool, load(1));
  std::this_thread::sleep_for(1s);
  co_await cppcoro::resume_on(Service, load(1));
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: 'co_await ioService.schedule_after(…)' of an 'cppcoro::io_service'
}

// Threads of a pool may be blocked, but not by what may need them.
task<> waitsOnPool(cppcoro::static_thread_pool &Pool) {
  co_await cppcoro::resume_on(Pool, load(1));
  std::this_thread::sleep_for(1s);
  cppcoro::sync_wait(load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' waits on the event loop for asynchronous work: it parks the thread until the task has ended [async-sync-wait]
}

// --- What blocks, and what is gathered ---

task<> waits(cppcoro::io_service &Service) {
  Service.process_events();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'process_events' blocks the event loop: it runs an event loop inside this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop that runs already
  Service.process_one_event();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'process_one_event' blocks the event loop: it runs an event loop inside this coroutine [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop that runs already
  Service.process_pending_events();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'process_pending_events' blocks the event loop: it runs other coroutines inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  Service.process_one_pending_event();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'process_one_pending_event' blocks the event loop: it runs other coroutines inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  co_return;
}

task<> gathers(std::vector<task<int>> Tasks) {
  auto Results = co_await cppcoro::when_all_ready(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: the failures in the result of 'when_all_ready' are never looked at: they pass unnoticed [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:27: warning: 'when_all_ready' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-3]]:27: note: to bound them: gather a batch of constant size at a time
  use(Results.size());
}
task<> gathersOrThrows(std::vector<int> Numbers) {
  std::vector<task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await cppcoro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
}
// What runs at once already need not be awaited together.
task<> inTurn(std::vector<task<int>> A, std::vector<task<int>> B) {
  auto First = co_await cppcoro::when_all(std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'when_all' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  auto Second = co_await cppcoro::when_all(std::move(B));
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'when_all' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
}

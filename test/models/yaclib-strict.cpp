// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument,async-sequential-await -- -std=c++20 -I%S/Inputs

// What the model of YACLib says beyond yaclib.cpp, in the strict profile.

#include "yaclib.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using yaclib::Future;
using yaclib::Task;

Future<int> load(int);
Task<> store(int);
yaclib::SharedFuture<int> shared(int);

// --- Types ---

Future<> drops() {
  shared(1);
  yaclib::Share(shared(1));
  store(1).ToFuture();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'store' is lost with the result, which is dropped [async-unobserved-failure]
  co_await shared(1);
}

// --- Tasks and gathers ---

void starts(const std::vector<int> &Numbers, std::vector<Future<>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(store(Number).ToFuture());
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'ToFuture' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:20: note: to bound them, await a limiter before each start: a counting semaphore
  for (int Number : Numbers)
    load(Number).Detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a counting semaphore
    // CHECK-MESSAGES: :[[@LINE-4]]:5: warning: a failure of 'load' is swallowed: 'Detach' starts it so that nobody hears of its end [async-unobserved-failure]
}
Future<> gathers() {
  co_await yaclib::WhenAll(load(1), load(2));
  co_await yaclib::WhenAny(load(1), load(2));
}
// Of a failure in what it joins it says nothing.
Task<> joins() noexcept { co_await yaclib::Join(load(1), load(2)); }
Task<> fails() noexcept { co_await yaclib::WhenAll(load(1), load(2)); }
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE-2]]:27: note: what is awaited here may fail, and nothing in 'fails' catches it

// --- What blocks ---

Future<> waits(yaclib::ManualExecutor &Loop, Future<int> Given) {
  yaclib::WaitFor(1s, Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'WaitFor' waits on the event loop for asynchronous work: it parks the thread until the results are there or the time is over [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of yaclib::Await
  yaclib::WaitFor(0s, Given);
  load(1).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Get' waits on the event loop for asynchronous work: it parks the thread until the result is there [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it instead
  (void)Loop.Drain();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Drain' blocks the event loop: it runs other tasks inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:9: note: use instead: return to the loop
  co_return;
}

// Of what it consumes it counts the ends alone.
void consumes(yaclib::WaitGroup &Group) {
  Group.Consume(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'load' is swallowed: 'Consume' starts it so that nobody hears of its end [async-unobserved-failure]
}

// --- Executors, and what runs at once already ---

Future<> switches(yaclib::ManualExecutor &Loop) {
  co_await yaclib::On(Loop);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}
// Threads of a pool may be blocked, but not by what may need them.
Future<> waitsOnPool(yaclib::FairThreadPool &Pool, Future<int> Given) {
  co_await yaclib::On(Pool);
  std::this_thread::sleep_for(1s);
  yaclib::Wait(Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' waits on the event loop for asynchronous work: it parks the thread until the results are there [async-sync-wait]
}
Future<> inTurn() {
  auto A = co_await yaclib::WhenAll(load(1), load(2));
  auto B = co_await yaclib::WhenAll(load(3), load(4));
  auto C = co_await yaclib::WhenAny(load(5), load(6));
  auto D = co_await yaclib::WhenAny(load(7), load(8));
}
// What threads of a pool run may block them, but nobody may wait there for their end.
Future<> runs(yaclib::FairThreadPool &Pool) {
  co_await yaclib::Run(Pool, [] {
    (void)[]() -> Task<> {
      std::this_thread::sleep_for(1s);
      co_return;
    }().Get();
  });
  Pool.Wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Wait' blocks the event loop: it waits for every thread of the pool, for ever if called on one of them [async-blocking-call]
}

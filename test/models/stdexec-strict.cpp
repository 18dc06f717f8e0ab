// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of stdexec says beyond stdexec.cpp, in the strict profile.

#include "stdexec.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using exec::task;

task<int> load(int);
task<void> store(int);

// --- Callables that are kept ---

auto keeps() {
  int Number = 1;
  return stdexec::let_value(stdexec::just(1), [&Number](int Value) { return stdexec::just(Value + Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:99: note: it is used here
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  task<void> polls(exec::timed_thread_context &Timers) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await exec::schedule_after(Timers.get_scheduler(), 1s);
  }
};

// --- beman.execution ---

task<void> waits(beman::execution::run_loop &Loop) {
  beman::execution::sync_wait(stdexec::just(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' waits on the event loop for asynchronous work: it blocks the thread until the sender has completed [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of the sender
  Loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs an event loop until it is told to stop [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of what it runs
  co_return;
}
task<void> leaves() {
  beman::execution::counting_scope Scope;
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'Scope' is never closed: destroyed without 'join', it ends the program if anything was ever spawned in it [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:45: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: its scope is left here
  beman::execution::spawn(stdexec::just(1), Scope.get_token());
  co_return;
}
task<void> joins() {
  beman::execution::counting_scope Scope;
  beman::execution::spawn(stdexec::just(1), Scope.get_token());
  co_await Scope.join();
}

// --- Executors and gathers ---

// Threads of a pool may be blocked, but not by what may need them.
task<void> waitsOnPool(exec::static_thread_pool &Pool) {
  co_await exec::reschedule_coroutine_on(Pool.get_scheduler());
  std::this_thread::sleep_for(1s);
  stdexec::sync_wait(stdexec::just(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' waits on the event loop for asynchronous work: it blocks the thread until the sender has completed [async-sync-wait]
}
// A gather in each turn makes it wait.
task<void> bounded(beman::execution::counting_scope::token Scope, int Count) {
  for (int Number = 0; Number < Count; ++Number) {
    beman::execution::spawn(store(Number), Scope);
    co_await stdexec::when_all(store(1), store(2));
  }
  for (int Number = 0; Number < Count; ++Number) {
    beman::execution::spawn(store(Number), Scope);
    co_await exec::when_any(store(1), store(2));
  }
}

// --- Tokens ---

task<int> loadUnless(int, stdexec::inplace_stop_token = {});
task<void> stops(stdexec::inplace_stop_token Token) {
  co_await loadUnless(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'loadUnless' is not given 'Token': it goes on when this function is asked to stop [async-dropped-token]
  co_await loadUnless(2, Token);
}

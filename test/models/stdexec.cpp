// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of stdexec says, on stubs.

#include "stdexec.h"
#include <thread>
#include <vector>

using namespace std::chrono_literals;

exec::task<int> fetch(int Id = 0);
stdexec::task<int> load();
void use(int);

// --- Dropped: tasks and senders never run, what has been started is cancelled or runs on. ---

exec::task<void> drops(exec::static_thread_pool &Pool, stdexec::counting_scope &Scope, exec::async_scope &Older) {
  auto Scheduler = Pool.get_scheduler();
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fetch' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'load' is never awaited: the coroutine it returns never runs
  stdexec::schedule(Scheduler);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'schedule' is never awaited: the operation it returns never starts
  stdexec::just(1) | stdexec::then([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator|' is never awaited: the operation it returns never starts
  stdexec::when_all(fetch(), fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'when_all' is never awaited: the operation it returns never starts
  stdexec::spawn_future(stdexec::schedule(Scheduler), Scope.get_token());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'spawn_future' is never awaited: what it started is cancelled at once
  exec::ensure_started(stdexec::schedule(Scheduler));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ensure_started' is never awaited: what it started is cancelled at once
  Older.spawn_future(stdexec::schedule(Scheduler));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'spawn_future' is never awaited: it runs unobserved, and its failure is lost
  (void)Older.spawn_future(stdexec::schedule(Scheduler));
  use(co_await fetch());
  co_await stdexec::when_all(fetch(), fetch());
  co_await exec::when_any(fetch(), fetch());
  exec::start_detached(stdexec::schedule(Scheduler));
  stdexec::spawn(stdexec::schedule(Scheduler), Scope.get_token());
  co_await Scope.join();
}

// --- Started in a loop ---

void many(const std::vector<int> &Ids, stdexec::counting_scope &Scope, exec::async_scope &Older) {
  for (int Id : Ids)
    stdexec::spawn(fetch(Id), Scope.get_token());
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Id : Ids)
    Older.spawn(fetch(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop
  for (int Id : Ids)
    exec::start_detached(fetch(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'start_detached' starts a task per turn of this loop
  for (int Id : Ids)
    exec::start_now(Older, fetch(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'start_now' starts a task per turn of this loop
  for (int Worker = 0; Worker < 4; ++Worker)
    stdexec::spawn(fetch(Worker), Scope.get_token());
}
exec::task<void> oneByOne(std::vector<int> Ids) {
  for (int Id : Ids)
    use(co_await fetch(Id));
}

// --- What waits ---

exec::task<void> waits(stdexec::run_loop &Loop, exec::io_uring_context &Ring) {
  stdexec::sync_wait(fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' waits on the event loop for asynchronous work: it blocks the thread until the sender has completed [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it instead
  stdexec::sync_wait_with_variant(stdexec::just(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait_with_variant' waits on the event loop for asynchronous work
  Loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs an event loop until it is told to stop
  Ring.run_until_empty();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_until_empty' blocks the event loop
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await exec::schedule_after(…, …), of a scheduler with a clock and a duration
  co_return;
}
exec::task<void> sleeps(exec::timed_thread_context &Clock) {
  co_await exec::schedule_after(Clock.get_scheduler(), 1s);
}
int main() { stdexec::sync_wait(fetch()); }

// --- Elsewhere and back ---

exec::task<void> moves(exec::static_thread_pool &Pool, stdexec::run_loop &Loop) {
  co_await exec::reschedule_coroutine_on(Pool.get_scheduler());
  std::this_thread::sleep_for(1s);
  co_await exec::reschedule_coroutine_on(Loop.get_scheduler());
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop
  co_await stdexec::schedule(Pool.get_scheduler());
  std::this_thread::sleep_for(1s);
}

// --- Scopes that must be closed ---

exec::task<void> leavesScopes() {
  exec::async_scope Older;
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Older' is never closed: destroyed without 'on_empty', it leaves what runs in it with a dangling reference to it [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Older.spawn(fetch());
  co_return;
}
exec::task<void> closesScopes() {
  exec::async_scope Older;
  Older.spawn(fetch());
  co_await Older.on_empty();
}

// What start_now returns holds what it has started.
exec::task<void> startsNow(exec::async_scope &Scope, bool Early) {
  auto Started = exec::start_now(Scope, fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Started' is not closed on every path: destroyed without 'async_wait', it leaves what it started with operation states that are gone [async-unclosed-resource]
  if (Early)
    co_return;
  co_await Started.async_wait();
}

// --- Schedulers ---

exec::task<void> movesOn(exec::tbb::tbb_thread_pool &Pool, exec::timed_thread_context &Clock) {
  co_await exec::reschedule_coroutine_on(Pool.get_scheduler());
  std::this_thread::sleep_for(1s);
  co_await exec::reschedule_coroutine_on(Clock.get_scheduler());
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop
}
exec::task<void> executes(exec::tbb::tbb_thread_pool &Pool) {
  exec::execute(Pool.get_scheduler(), [] {
    auto Work = []() -> exec::task<void> {
      std::this_thread::sleep_for(1s);
      co_return;
    };
    stdexec::sync_wait(Work());
  });
  co_return;
}

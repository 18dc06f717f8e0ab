// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of libcoro makes of its types and functions.

#include "libcoro.h"
#include <thread>

using namespace std::chrono_literals;

coro::task<int> load(int);
coro::task<void> store(int);

coro::task<void> drops(coro::thread_pool &Pool) {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  Pool.spawn_joinable(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn_joinable' is never awaited: dropping its result blocks the thread until the work is done [async-unawaited-result]
  Pool.spawn_detached(store(1));
  co_await Pool.spawn_joinable(store(1));
}

coro::task<void> waits(coro::scheduler &Scheduler) {
  coro::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sync_wait' waits on the event loop for asynchronous work: it waits for the task on this thread [async-sync-wait]
  Scheduler.shutdown();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'shutdown' blocks the event loop: it waits until its threads have ended, for ever if called on one of them [async-blocking-call]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return;
}

coro::task<void> switches(coro::thread_pool &Pool, coro::io_scheduler &Scheduler) {
  co_await Pool.schedule();
  std::this_thread::sleep_for(1s);
  co_await Scheduler.schedule();
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

coro::task<void> gathers(std::vector<coro::task<int>> A, std::vector<coro::task<int>> B, std::vector<int> Numbers) {
  co_await coro::when_all(std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: the result of 'when_all' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  auto Done = co_await coro::when_all(std::move(B));
  for (auto &Each : Done)
    Each.return_value();
  std::vector<coro::task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  auto Loaded = co_await coro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'when_all' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  for (auto &Each : Loaded)
    Each.return_value();
}

void spawns(coro::scheduler &Scheduler, coro::io_scheduler &Older, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Scheduler.spawn_detached(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn_detached' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    Older.spawn(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

coro::task<void> bounded(coro::scheduler &Scheduler, coro::semaphore &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.acquire();
    Scheduler.spawn_detached(store(Number));
  }
}

// An unbounded queue limits nothing; without a timeout process_events only looks.
coro::task<void> more(coro::scheduler &Scheduler, coro::thread_pool &Pool, coro::task_group<coro::thread_pool> &Group,
                      std::vector<int> Numbers) {
  for (int Number : Numbers)
    if (!Group.start(store(Number)))
      // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
      break;
  co_await Group;
  Scheduler.process_events(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'process_events' blocks the event loop: it runs an event loop inside this function [async-blocking-call]
  co_await Pool.yield();
  std::this_thread::sleep_for(1s);
  co_await Scheduler.yield_for(1ms);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

coro::task<void> polls(coro::scheduler &Scheduler) {
  Scheduler.process_events();
  Scheduler.process_events(0ms);
  co_return;
}

// What only its threads run may block them. What is read says itself whether that has failed.
coro::task<void> sleeps(coro::net::tcp::client Client) {
  std::this_thread::sleep_for(1s);
  std::string Buffer(64, ' ');
  auto [Status, Read] = co_await Client.read_some(Buffer);
  if (Status.is_ok())
    co_await Client.write_all(Buffer);
}
void onPool(coro::thread_pool &Pool) { Pool.spawn_detached(sleeps({})); }

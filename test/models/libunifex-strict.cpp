// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of libunifex says beyond libunifex.cpp, in the strict profile.

#include "libunifex.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using unifex::task;

task<int> load(int);
task<void> store(int);
// Of a network, so that it needs a time limit.
[[clang::annotate("corolint::awaits: peer")]] task<int> fetch();

task<void> gathers(const std::vector<int> &Numbers) {
  std::vector<task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await unifex::when_all_range(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'when_all_range' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the range is filled by this loop, as often as it turns
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: to bound them: gather a batch of constant size at a time
}

struct Server {
  std::atomic<bool> Ready{false};
  task<void> polls(unifex::static_thread_pool &Pool) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await unifex::schedule_after(Pool.get_scheduler(), 1s);
  }
};

task<void> limited() {
  co_await fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to give up after a time: 'unifex::stop_when' with a 'unifex::schedule_after'
  co_await unifex::stop_when(fetch(), store(1));
  co_await unifex::when_any(fetch(), store(1));
}

using Started = unifex::_spawn_future::_future<unifex::async_scope>::type;
void starts(unifex::async_scope &Scope, unifex::static_thread_pool &Pool, const std::vector<int> &Numbers,
            std::vector<Started> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(Scope.spawn_on(Pool.get_scheduler(), store(Number)));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'spawn_on' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:20: note: to bound them, await a limiter before each start: a counting semaphore
}

// The operation keeps the callable, but not what that refers to.
task<void> keeps() {
  int Number = 1;
  return unifex::let_value(load(1), [&Number](int) { return store(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:67: note: it is used here
}
void startsMore(unifex::async_scope &Scope, unifex::v2::async_scope &New, const std::vector<int> &Numbers,
                std::vector<Started> &Kept, std::vector<unifex::_spawn_future::_future<unifex::v2::async_scope>::type> &Others) {
  for (int Number : Numbers)
    Kept.push_back(Scope.spawn(store(Number)));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    Others.push_back(unifex::spawn_future(store(Number), New));
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'spawn_future' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
// A gather in each turn makes the loop wait.
task<void> bounded(unifex::v2::async_scope &Scope, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    unifex::spawn_detached(store(Number), Scope);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of 'store' ends the program: nothing catches it [async-unobserved-failure]
    co_await unifex::when_all(load(1), load(2));
  }
}
task<void> waits(unifex::thread_unsafe_event_loop &Loop) {
  Loop.sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' waits on the event loop for asynchronous work: it runs an event loop inside this function until the sender has ended [async-sync-wait]
  co_return;
}
// Threads of a pool may be blocked, but not by what may need them.
task<void> waitsOnPool(unifex::static_thread_pool &Pool) {
  co_await unifex::schedule(Pool.get_scheduler());
  std::this_thread::sleep_for(1s);
  unifex::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' waits on the event loop for asynchronous work: it waits for the sender on this thread [async-sync-wait]
}

void startsInDebugScope(unifex::debug_async_scope &Scope, unifex::static_thread_pool &Pool,
                        const std::vector<int> &Numbers,
                        std::vector<unifex::_spawn_future::_future<unifex::debug_async_scope>::type> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(Scope.spawn_on(Pool.get_scheduler(), store(Number)));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'spawn_on' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    Kept.push_back(Scope.spawn(store(Number)));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// --- Tokens ---

task<int> loadUnless(int, unifex::inplace_stop_token = {});
task<void> stops(unifex::inplace_stop_token Token) {
  co_await loadUnless(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'loadUnless' is not given 'Token': it goes on when this function is asked to stop [async-dropped-token]
  co_await loadUnless(2, Token);
}

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of libunifex makes of its types and functions.

#include "libunifex.h"
#include <thread>

using namespace std::chrono_literals;

unifex::task<int> load(int);
unifex::task<void> store(int);

unifex::task<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await load(1);
}

unifex::task<void> waits() {
  unifex::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sync_wait' waits on the event loop for asynchronous work: it waits for the sender on this thread [async-sync-wait]
  co_return;
}

void ordinary() { unifex::sync_wait(store(1)); }

void spawns(unifex::async_scope &Scope, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    unifex::spawn_detached(store(Number), Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn_detached' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

void spawnsInOthers(unifex::async_scope &Old, unifex::v2::async_scope &New, unifex::static_thread_pool &Pool,
                    const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    unifex::spawn_detached(store(Number), New);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn_detached' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    Old.detached_spawn(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'detached_spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    Old.detached_spawn_on(Pool.get_scheduler(), store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'detached_spawn_on' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// A future that is dropped asks the work to stop.
unifex::task<void> dropsFutures(unifex::async_scope &Old, unifex::v2::async_scope &New) {
  unifex::spawn_future(store(1), New);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn_future' is never awaited: what it started is cancelled at once [async-unawaited-result]
  Old.spawn(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn' is never awaited: what it started is cancelled at once [async-unawaited-result]
  co_await unifex::spawn_future(store(1), New);
}

unifex::task<void> switches(unifex::static_thread_pool &Pool, unifex::manual_event_loop &Loop) {
  unifex::sync_wait_r<int>(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sync_wait_r' waits on the event loop for asynchronous work: it waits for the sender on this thread [async-sync-wait]
  Loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'run' blocks the event loop: it runs an event loop inside this function [async-blocking-call]
  co_await unifex::schedule(Pool.get_scheduler());
  std::this_thread::sleep_for(1s);
  co_await unifex::schedule(Loop.get_scheduler());
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

// --- Scopes that must be closed ---

unifex::task<void> leavesScopes(unifex::static_thread_pool &Pool) {
  unifex::async_scope Scope;
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'Scope' is never closed: destroyed without 'cleanup', it fails an assertion, or leaves its work with a scope that is gone [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Scope.detached_spawn_on(Pool.get_scheduler(), store(1));
  unifex::v2::async_scope New;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'New' is not closed when an await before that throws: destroyed without 'join', it fails an assertion, or leaves its work with a scope that is gone [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is thrown here leaves its scope
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: it is closed here on other paths
  co_await New.nest(store(1));
  co_await New.join();
}
unifex::task<void> leavesOldest(unifex::static_thread_pool &Pool) {
  unifex::v0::async_scope Scope;
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'Scope' is never closed: destroyed without 'cleanup', it fails an assertion, or leaves its work with a scope that is gone [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Scope.spawn_on(Pool.get_scheduler(), store(1));
  co_return;
}
unifex::task<void> closesScopes(unifex::static_thread_pool &Pool) {
  unifex::async_scope Completed;
  Completed.detached_spawn_on(Pool.get_scheduler(), store(1));
  co_await Completed.complete();
  unifex::v0::async_scope Oldest;
  Oldest.spawn(store(1));
  co_await Oldest.complete();
}
void spawnsInOldest(unifex::v0::async_scope &Scope, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Scope.spawn(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// --- Those that tell what they still wait for ---

unifex::task<void> leavesDebugScopes(unifex::static_thread_pool &Pool) {
  unifex::debug_async_scope Scope;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Scope' is never closed: destroyed without 'cleanup', it fails an assertion, or leaves its work with a scope that is gone [async-unclosed-resource]
  Scope.detached_spawn_on(Pool.get_scheduler(), store(1));
  unifex::v2::debug_async_scope New;
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'New' is never closed: destroyed without 'join', it fails an assertion, or leaves its work with a scope that is gone [async-unclosed-resource]
  co_await New.nest(store(1));
}
void spawnsInDebugScope(unifex::debug_async_scope &Scope, unifex::static_thread_pool &Pool,
                        const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Scope.detached_spawn(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detached_spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    Scope.detached_spawn_on(Pool.get_scheduler(), store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detached_spawn_on' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// --- Senders that are dropped ---

unifex::task<void> dropsSenders(unifex::async_mutex &Mutex, unifex::async_manual_reset_event &Event) {
  Mutex.async_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_lock' is never awaited: the operation it returns never starts [async-unawaited-result]
  Event.async_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_wait' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_return;
}
unifex::task<void> runsPort(unifex::win32::low_latency_iocp_context &Port, unifex::inplace_stop_token Token) {
  Port.run(Token);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs an event loop inside this function [async-blocking-call]
  co_return;
}

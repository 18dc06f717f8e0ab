// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument,async-sequential-await -- -std=c++20 -I%S/Inputs

// What the model of TooManyCooks says beyond too-many-cooks.cpp, in the strict profile.

#include "too-many-cooks.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using tmc::task;

task<int> load(int);
task<void> store(int);
// Of a network, so that it needs a time limit.
[[clang::annotate("corolint::awaits: peer")]] task<int> fetch();

task<void> drops() {
  tmc::spawn(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'spawn' is never awaited: it never runs, and its memory is never freed [async-unawaited-result]
  tmc::spawn_tuple(load(1), load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'spawn_tuple' is never awaited: it never runs, and its memory is never freed [async-unawaited-result]
  tmc::spawn_func([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'spawn_func' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_return;
}
task<void> limited() {
  co_await fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to give up after a time: 'tmc::select' with a timer, each made 'tmc::cancellable'
  co_await tmc::select(fetch(), store(1));
}

void starts(tmc::ex_cpu &Executor, const std::vector<int> &Numbers, std::vector<std::future<void>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(tmc::post_waitable(Executor, store(Number)));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'post_waitable' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:20: note: to bound them, await a limiter before each start: a 'tmc::semaphore', awaited before each start
}
task<void> forks(const std::vector<int> &Numbers) {
  tmc::aw_fork_group<0, void> Group;
  for (int Number : Numbers)
    Group.fork(store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'fork' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a 'tmc::semaphore', awaited before each start
  co_await std::move(Group);
}
task<void> leaves() {
  tmc::aw_fork_group<0, void> Group;
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Group' is never closed: destroyed without 'operator co_await', it leaves its tasks with a group that is gone [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: its scope is left here
  Group.fork(store(1));
  co_return;
}

struct Server {
  std::atomic<bool> Ready{false};
  task<void> yields() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await tmc::yield();
  }
};

// The loop of Asio must not be blocked.
task<void> switches(tmc::ex_cpu &Executor, tmc::ex_asio &Loop) {
  co_await tmc::resume_on(Executor);
  std::this_thread::sleep_for(1s);
  co_await tmc::resume_on(Loop);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: 'co_await asio::steady_timer(tmc::asio_executor(), …).async_wait(tmc::aw_asio)'
}

// --- Forks, gathers and places ---

void forksInOrdinaryCode(tmc::aw_fork_group<0, void> &Group, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Group.fork(store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'fork' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
// What runs at once already need not be awaited together.
task<void> inTurn() {
  auto A = co_await tmc::spawn_tuple(load(1), load(2));
  auto B = co_await tmc::spawn_tuple(load(3), load(4));
}
// With a place, it may be alone with what others change.
void use(int) noexcept;
struct Cache {
  std::vector<int> Items;
  task<void> grows() {
    Items.push_back(1);
    co_return;
  }
  task<void> reads(tmc::semaphore &Limit) {
    co_await Limit.acquire_scope();
    const int &First = Items.front();
    co_await store(1);
    use(First);
  }
  task<void> readsAtRisk() {
    const int &First = Items.front();
    co_await store(1);
    use(First);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'First' leads into 'Items', which 'grows' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }
};
task<void> begins(tmc::ex_cpu &Executor, tmc::ex_asio &Loop, tmc::ex_manual_st &Manual) {
  Executor.init();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'init' blocks the event loop: it waits until the executor's threads have started [async-blocking-call]
  Loop.init();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'init' blocks the event loop: it waits until the executor's threads have started [async-blocking-call]
  Manual.run_one();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_one' blocks the event loop: it runs other tasks inside this one [async-blocking-call]
  Manual.run_all();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_all' blocks the event loop: it runs other tasks inside this one [async-blocking-call]
  co_return;
}

struct Rescheduled {
  std::atomic<bool> Ready{false};
  task<void> polls() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
      co_await tmc::reschedule();
  }
};

void forksInto(tmc::mux_many<void> &Many, tmc::mux_tuple<void> &Pair, const std::vector<int> &Numbers) {
  std::size_t Index = 0;
  for (int Number : Numbers)
    Many.fork(Index++, store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'fork' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    Pair.fork<0>(store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'fork' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

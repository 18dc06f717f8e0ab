// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of TooManyCooks makes of its types and functions.

#include "too-many-cooks.h"
#include <thread>

using namespace std::chrono_literals;

tmc::task<int> load(int);
tmc::task<void> store(int);

// --- Results dropped ---

tmc::task<void> drops(std::vector<tmc::task<int>> &Tasks) {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'load' is never awaited: it never runs, and its memory is never freed [async-unawaited-result]
  tmc::spawn(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'spawn' is never awaited: it never runs, and its memory is never freed [async-unawaited-result]
  tmc::spawn_tuple(load(1), load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'spawn_tuple' is never awaited: it never runs, and its memory is never freed [async-unawaited-result]
  tmc::spawn_many(Tasks);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'spawn_many' is never awaited: the operation it returns never starts [async-unawaited-result]
  tmc::spawn_func([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'spawn_func' is never awaited: the operation it returns never starts [async-unawaited-result]
  tmc::spawn(load(1)).detach();
  tmc::spawn_func([] {}).detach();
  co_await load(1);
}

// --- What blocks ---

tmc::task<int> mainTask();
tmc::task<void> waits(tmc::ex_cpu &Executor, tmc::ex_manual_st &Manual, tmc::chan_tok<int> &Channel) {
  tmc::async_main(mainTask());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_main' waits on the event loop for asynchronous work: it runs the executor's threads until the task has ended [async-sync-wait]
  Executor.teardown();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'teardown' blocks the event loop: it waits for every thread of the executor, for ever if called on one of them [async-blocking-call]
  Channel.drain_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'drain_wait' blocks the event loop: it waits until the channel's consumers have taken everything [async-blocking-call]
  co_await Channel.drain();
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: 'co_await asio::steady_timer(tmc::asio_executor(), …).async_wait(tmc::aw_asio)'
  // Only the strict profile tells of these.
  Executor.init();
  Manual.run_one();
}

// Whoever switches to an executor of its own may block there.
tmc::task<void> switches(tmc::ex_cpu &Blocking) {
  co_await tmc::resume_on(Blocking);
  std::this_thread::sleep_for(1s);
  co_await tmc::resume_on(tmc::asio_executor());
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  auto Scope = co_await tmc::enter(Blocking);
  std::this_thread::sleep_for(1s);
  co_await Scope.exit();
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  co_await store(1).resume_on(Blocking);
  std::this_thread::sleep_for(1s);
  co_await tmc::spawn(store(1)).resume_on(tmc::asio_executor());
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
}

// --- Several at once ---

tmc::task<void> gathers(std::vector<int> Numbers) {
  std::vector<tmc::task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await tmc::spawn_many(Tasks);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'spawn_many' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  std::vector<int (*)()> Functions;
  for ([[maybe_unused]] int Number : Numbers)
    Functions.push_back([] { return 1; });
  co_await tmc::spawn_func_many(Functions);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'spawn_func_many' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // A failure has ended the program before the results are there.
  co_await tmc::spawn_tuple(load(1), load(2));
}

// --- Tasks started ---

void posts(tmc::ex_cpu &Executor, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    tmc::post(Executor, store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'post' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    tmc::spawn(store(Number)).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

tmc::task<void> bounded(tmc::ex_cpu &Executor, tmc::semaphore &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit;
    tmc::post(Executor, store(Number));
  }
}

// --- Locks that are not taken ---

tmc::task<void> locks(tmc::mutex &Mutex, tmc::semaphore &Limit) {
  Mutex.lock_scope();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lock_scope' is never awaited: the operation it returns never starts [async-unawaited-result]
  auto Place = Limit.acquire_scope();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'acquire_scope' is kept in 'Place' and never awaited: the operation it returns never starts [async-unawaited-local]
  auto Lock = co_await Mutex.lock_scope();
}

// --- What tasks write into must live until they have ended ---

tmc::task<void> forksOne(bool Early) {
  auto Forked = tmc::spawn(load(1)).fork();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Forked' is not closed on every path: destroyed without 'operator co_await', it leaves its tasks with an object that is gone [async-unclosed-resource]
  if (Early)
    co_return;
  co_await std::move(Forked);
}
tmc::task<void> muxes() {
  tmc::mux_many<int> Many;
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Many' is never closed: destroyed without 'operator co_await', it leaves its tasks with an object that is gone [async-unclosed-resource]
  Many.fork(0, load(1));
  tmc::mux_tuple<int, int> Pair;
  Pair.fork<0>(load(1));
  Pair.fork<1>(load(2));
  for (auto Index = co_await Pair; Index != Pair.end(); Index = co_await Pair) {
  }
}

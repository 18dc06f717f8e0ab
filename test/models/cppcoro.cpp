// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of cppcoro makes of its types and functions.

#include "cppcoro.h"
#include <thread>

using namespace std::chrono_literals;

cppcoro::task<int> load(int);
cppcoro::task<void> store(int);
cppcoro::async_generator<int> numbers();

cppcoro::task<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await load(1);
}

cppcoro::task<void> waits(cppcoro::io_service &Service) {
  cppcoro::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sync_wait' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  Service.process_events();
  co_return;
}

cppcoro::task<void> switches(cppcoro::static_thread_pool &Pool, cppcoro::io_service &Service) {
  co_await Pool.schedule();
  std::this_thread::sleep_for(1s);
  co_await Service.schedule();
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

cppcoro::async_generator<int> generates() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_yield 1;
}

cppcoro::task<void> gathers(std::vector<cppcoro::task<int>> A, std::vector<cppcoro::task<int>> B,
                            std::vector<cppcoro::task<int>> C) {
  co_await cppcoro::when_all_ready(std::move(A));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: the result of 'when_all_ready' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  auto Ready = co_await cppcoro::when_all_ready(std::move(B));
  for (auto &Each : Ready)
    Each.result();
  co_await cppcoro::when_all(std::move(C));
}

void spawns(cppcoro::async_scope &Scope, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Scope.spawn(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

cppcoro::task<void> more(cppcoro::static_thread_pool &Pool, cppcoro::io_service &Service) {
  auto File = cppcoro::read_only_file::open(Service, "data");
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: remark: 'open' blocks the event loop: it waits for the disk [async-blocking-call]
  co_await cppcoro::schedule_on(Pool, store(1));
  std::this_thread::sleep_for(1s);
  co_await Service.schedule_after(1ms);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

// A scope must be joined.
cppcoro::task<void> leavesScope() {
  cppcoro::async_scope Scope;
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'Scope' is never closed: destroyed without 'join', it fails an assertion, or leaves its tasks with a scope that is gone [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: it is put to use here
  Scope.spawn(store(1));
  co_return;
}
cppcoro::task<void> joinsScope() {
  cppcoro::async_scope Scope;
  Scope.spawn(store(1));
  co_await Scope.join();
}
// What is ready carries its failure.
cppcoro::task<void> dropsReady(std::vector<cppcoro::task<int>> Given) {
  auto Ready = co_await cppcoro::when_all_ready(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: the failures in the result of 'when_all_ready' are never looked at: they pass unnoticed [async-unhandled-gather]
}

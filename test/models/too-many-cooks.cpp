// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of TooManyCooks makes of its types and functions.

#include "too-many-cooks.h"
#include <thread>

using namespace std::chrono_literals;

tmc::task<int> load(int);
tmc::task<void> store(int);

tmc::task<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: it never runs, and its memory is never freed [async-unawaited-result]
  tmc::spawn(load(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn' is never awaited: the operation it returns never starts [async-unawaited-result]
  tmc::spawn(load(1)).detach();
  co_await load(1);
}

tmc::task<void> gathers(std::vector<int> Numbers) {
  std::vector<tmc::task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await tmc::spawn_many(Tasks);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'spawn_many' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
}

void posts(tmc::ex_cpu &Executor, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    tmc::post(Executor, store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'post' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

tmc::task<void> bounded(tmc::ex_cpu &Executor, tmc::semaphore &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.acquire_scope();
    tmc::post(Executor, store(Number));
  }
}

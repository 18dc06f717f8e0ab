// RUN: %check_corolint %s %t --profile=all --checks=-async-dangling-argument -- -std=c++20 -I%S/../models/Inputs

// The guide's patterns with folly's coroutines: semaphores, batches, gathers that keep their failures, timeouts.

#include "folly.h"
#include <string>
#include <vector>

using namespace std::chrono_literals;
using folly::coro::Task;

Task<int> fetch(std::string Url);
Task<void> store(int Row);
void log(int Value);
void logFailure(int Index);

// Bad: no limit.

Task<void> unlimited(folly::coro::AsyncScope &Scope, std::vector<int> Rows) {
  for (int Row : Rows)
    Scope.add(store(Row));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-unbounded-spawn]
  co_await Scope.joinAsync();
}
Task<void> gathersAll(std::vector<std::string> Urls) {
  std::vector<Task<int>> Tasks;
  for (const std::string &Url : Urls)
    Tasks.push_back(fetch(Url));
  for (int Value : co_await folly::coro::collectAllRange(std::move(Tasks)))
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: {{.*}} [async-unbounded-spawn]
    log(Value);
}

// Bad: one after the other.

Task<int> sequential(std::vector<std::string> Urls) {
  int Sum = 0;
  for (const std::string &Url : Urls)
    Sum += co_await fetch(Url);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} [async-sequential-await]
  co_return Sum;
}

// Bad: outcomes that nobody looks at.

Task<void> dropsOutcomes(std::vector<Task<int>> Tasks) {
  co_await folly::coro::collectAllTryWindowed(std::move(Tasks), 16);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unhandled-gather]
}

// Good: a semaphore taken before each start.

Task<void> limited(folly::coro::AsyncScope &Scope, folly::fibers::Semaphore &Slots, std::vector<int> Rows) {
  for (int Row : Rows) {
    co_await Slots.co_wait();
    Scope.add(store(Row));
  }
  co_await Scope.joinAsync();
}

// Good: a window, and every outcome is looked at.

Task<void> windowed(std::vector<std::string> Urls) {
  std::vector<Task<int>> Tasks;
  for (const std::string &Url : Urls)
    Tasks.push_back(fetch(Url));
  int Index = 0;
  for (auto &Outcome : co_await folly::coro::collectAllTryWindowed(std::move(Tasks), 16)) {
    if (Outcome.hasException())
      logFailure(Index);
    else
      log(Outcome.value());
    ++Index;
  }
}

// Good: batches of constant size, with a breath between.

Task<void> batches(std::vector<std::string> Urls) {
  for (std::size_t At = 0; At < Urls.size(); At += 100) {
    std::vector<Task<int>> Batch;
    for (std::size_t I = At; I < Urls.size() && I < At + 100; ++I)
      Batch.push_back(fetch(Urls[I]));
    for (int Value : co_await folly::coro::collectAllRange(std::move(Batch)))
      log(Value);
    co_await folly::coro::sleep(100ms);
  }
}

// Good: as long as it takes, or five seconds.

Task<void> timed(folly::SemiFuture<int> Work) { log(co_await std::move(Work).within(5s)); }

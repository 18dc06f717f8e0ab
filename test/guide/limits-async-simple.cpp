// RUN: %check_corolint %s %t --profile=all --checks=-async-dangling-argument -- -std=c++20 -I%S/../models/Inputs

// The guide's patterns with async_simple: semaphores, batches, gathers that keep their failures.

#include "async-simple.h"
#include <string>
#include <vector>

using namespace std::chrono_literals;
using async_simple::coro::Lazy;

Lazy<int> fetch(std::string Url);
void log(int Value);
void logFailure(int Index);

// Bad: no limit.

Lazy<void> gathersAll(std::vector<std::string> Urls) {
  std::vector<Lazy<int>> Tasks;
  for (const std::string &Url : Urls)
    Tasks.push_back(fetch(Url));
  for (auto &Outcome : co_await async_simple::coro::collectAll(std::move(Tasks)))
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: {{.*}} [async-unbounded-spawn]
    log(Outcome.value());
}

// Bad: lazy tasks that were stored for nothing.

Lazy<int> sequential(std::vector<std::string> Urls) {
  std::vector<Lazy<int>> Tasks;
  for (const std::string &Url : Urls)
    Tasks.push_back(fetch(Url));
  int Sum = 0;
  for (auto &Task : Tasks)
    Sum += co_await std::move(Task);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} [async-sequential-await]
  co_return Sum;
}

// Good: a window, and every outcome is looked at.

Lazy<void> windowed(std::vector<std::string> Urls) {
  std::vector<Lazy<int>> Tasks;
  for (const std::string &Url : Urls)
    Tasks.push_back(fetch(Url));
  int Index = 0;
  for (auto &Outcome : co_await async_simple::coro::collectAllWindowed(16, false, std::move(Tasks))) {
    if (Outcome.hasError())
      logFailure(Index);
    else
      log(Outcome.value());
    ++Index;
  }
}

// Good: batches of constant size, with a breath between.

Lazy<void> batches(std::vector<std::string> Urls) {
  for (std::size_t At = 0; At < Urls.size(); At += 100) {
    std::vector<Lazy<int>> Batch;
    for (std::size_t I = At; I < Urls.size() && Batch.size() < 100; ++I)
      Batch.push_back(fetch(Urls[I]));
    for (auto &Outcome : co_await async_simple::coro::collectAll(std::move(Batch)))
      if (!Outcome.hasError())
        log(Outcome.value());
    co_await async_simple::coro::sleep(100ms);
  }
}

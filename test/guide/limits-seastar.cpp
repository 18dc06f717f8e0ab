// RUN: %check_corolint %s %t --profile=all --checks=-async-dangling-argument -- -std=c++20 -I%S/../models/Inputs

// The guide's patterns with Seastar: semaphores, batches, gathers that keep their failures, timeouts.

#include "seastar.h"
#include <string>
#include <vector>

using namespace std::chrono_literals;
using seastar::future;

future<int> fetch(std::string Url);
future<> store(int Row);
void log(int Value);
void logFailure(std::exception_ptr Failure);

// Bad: no limit.

future<> unlimited(std::vector<int> Rows) {
  co_await seastar::parallel_for_each(Rows, [](int Row) { return store(Row); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: {{.*}} [async-unbounded-spawn]
  // CHECK-SUGGESTED: co_await seastar::max_concurrent_for_each(Rows, 16, [](int Row) { return store(Row); });
}
future<> startsAll(std::vector<std::string> Urls) {
  std::vector<future<int>> Running;
  for (const std::string &Url : Urls)
    Running.push_back(fetch(Url));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: {{.*}} [async-unbounded-spawn]
  for (int Value : co_await seastar::when_all_succeed(std::move(Running)))
    log(Value);
}

// Bad: one after the other.

future<int> sequential(std::string User) {
  int Name = co_await fetch("name/" + User);
  int Mail = co_await fetch("mail/" + User);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: {{.*}} [async-sequential-await]
  co_return Name + Mail;
}

// Bad: outcomes that nobody looks at.

future<> dropsOutcomes() {
  co_await seastar::when_all(store(1), store(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unhandled-gather]
  // CHECK-SUGGESTED: co_await seastar::when_all_succeed(store(1), store(2));
}

// Good: at most so many at once.

future<> windowed(std::vector<int> Rows) {
  co_await seastar::max_concurrent_for_each(Rows, 16, [](int Row) { return store(Row); });
}

// Good: one operation that takes a slot, as a request handler would.

future<> handle(seastar::semaphore &Slots, int Row) {
  auto Units = co_await seastar::get_units(Slots, 1);
  co_await store(Row);
}

// Good: batches of constant size, with a breath between.

future<> batches(std::vector<std::string> Urls) {
  for (std::size_t At = 0; At < Urls.size(); At += 100) {
    std::vector<future<int>> Batch;
    for (std::size_t I = At; I < Urls.size() && Batch.size() < 100; ++I)
      Batch.push_back(fetch(Urls[I]));
    for (int Value : co_await seastar::when_all_succeed(std::move(Batch)))
      log(Value);
    co_await seastar::sleep(100ms);
  }
}

// Good: every outcome is looked at.

future<> looksAtOutcomes() {
  auto [One, Two] = co_await seastar::when_all(store(1), store(2));
  if (One.failed())
    logFailure(One.get_exception());
  if (Two.failed())
    logFailure(Two.get_exception());
}

// Good: as long as it takes, or five seconds.

future<> timed() {
  log(co_await seastar::with_timeout(std::chrono::steady_clock::now() + 5s, fetch("a")));
}

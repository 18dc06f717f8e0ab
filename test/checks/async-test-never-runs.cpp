// RUN: %check_corolint %s %t --model-file=%S/Inputs/expect-model.yaml --checks=-*,async-test-never-runs,async-unawaited-result -- -std=c++20

// What is reported of tests whose coroutine never runs. 'async-unawaited-result' tells of none of them again.

#include "Inputs/expect.h"
#include "Inputs/task.h"
#include <stdexcept>

using lib::Eager;
using lib::Task;

Task<int> parse(const char *);
Eager<int> stored(int Value) {
  if (Value < 0)
    throw std::invalid_argument("value");
  co_return Value;
}
Task<> run();
void check(bool);

void expectations() {
  EXPECT_THROWS(parse("%%"));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this asks whether 'parse' throws, but the coroutine it returns never runs [async-test-never-runs]
  EXPECT_THROWS((void)parse("%%"));
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: this asks whether 'parse' throws, but the coroutine it returns never runs [async-test-never-runs]
  REQUIRE_NOTHROW(parse("1"));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: this asks whether 'parse' throws, but the coroutine it returns never runs [async-test-never-runs]
  EXPECT_THROWS(stored(-1));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: this asks whether 'stored' throws, but its failure is kept for whoever awaits it [async-test-never-runs]
}

void lambdas() {
  auto Test = []() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Test' is never called: the coroutine in it never runs [async-test-never-runs]
    check(true);
    co_await run();
  };
  int Value = 0;
  auto Captures = [&Value]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Captures' is never called: the coroutine in it never runs [async-test-never-runs]
    ++Value;
    co_await run();
  };
}

void mocks() {
  auto Once = parse("1");
  expect::onCall().always([Task = std::move(Once)]() mutable { return std::move(Task); });
  // CHECK-MESSAGES: :[[@LINE-1]]:81: warning: this task is moved out by the first call, and every further one is given an empty task [async-test-never-runs]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: 'always' lets there be more than one
  expect::onCall().always(expect::returns(expect::byMove(parse("1"))));
  // CHECK-MESSAGES: :[[@LINE-1]]:58: warning: this task is moved out by the first call, and every further one is given an empty task [async-test-never-runs]
  // CHECK-MESSAGES: :[[@LINE-2]]:20: note: 'always' lets there be more than one
}

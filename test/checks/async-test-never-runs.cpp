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
  EXPECT_THROWS((void)parse("%%"));
  REQUIRE_NOTHROW(parse("1"));
  EXPECT_THROWS(stored(-1));
}

void lambdas() {
  auto Test = []() -> Task<> {
    check(true);
    co_await run();
  };
  int Value = 0;
  auto Captures = [&Value]() -> Task<> {
    ++Value;
    co_await run();
  };
}

void mocks() {
  auto Once = parse("1");
  expect::onCall().always([Task = std::move(Once)]() mutable { return std::move(Task); });
  expect::onCall().always(expect::returns(expect::byMove(parse("1"))));
}

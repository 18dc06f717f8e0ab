// RUN: %check_corolint %s %t --model-file=%S/Inputs/expect-model.yaml --checks=-*,async-test-never-runs -- -std=c++20

// What is not reported of tests.

#include "Inputs/expect.h"
#include "Inputs/task.h"
#include <stdexcept>

using lib::Eager;
using lib::Task;

Task<int> parse(const char *);
Eager<int> mayThrowItself(int);
Task<> run();
int plain(int);
template <typename T> T syncWait(Task<T>);
void start(Task<>);
template <typename F> void each(F) {}

void expectations() {
  EXPECT_THROWS(syncWait(parse("%%")));
  EXPECT_THROWS(mayThrowItself(-1));
  EXPECT_THROWS(plain(-1));
  REQUIRE_NOTHROW(plain(1));
  // No assertion: that is another rule's.
  parse("1");
}

Task<> inCoroutine() {
  EXPECT_THROWS(co_await parse("%%"));
}

void lambdas() {
  auto Started = []() -> Task<> { co_await run(); };
  start(Started());
  auto HandedOn = []() -> Task<> { co_await run(); };
  each(HandedOn);
  [[maybe_unused]] auto Marked = []() -> Task<> { co_await run(); };
  auto Ordinary = [] { plain(1); };
}

void mocks() {
  auto Once = parse("1");
  expect::onCall().once([Task = std::move(Once)]() mutable { return std::move(Task); });
  expect::onCall().always([] { return parse("1"); });
  expect::onCall().always([Text = "1"] { return parse(Text); });
  expect::onCall().once(expect::returns(expect::byMove(parse("1"))));
  expect::onCall().always(expect::returns(1));
}

// Lambdas that are declared otherwise than by being written.
void declaredOtherwise() {
  auto Made = [] { return 1; };
  extern decltype(Made) Elsewhere;
  try {
    throw Made;
  } catch (decltype(Made)) {
  }
}

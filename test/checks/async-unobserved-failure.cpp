// RUN: %check_corolint %s %t --model-file=%S/Inputs/failures-model.yaml --checks=-*,async-unobserved-failure -- -std=c++23

// What is reported of work whose failure nobody hears of.

#include "Inputs/failures.h"

using lib::Eager;
using lib::Task;

Task<std::string> read();
Task<> write(std::string);
Eager<> save(int);
bool isValid(int);
void log(const char *);

// --- Started, and nobody hears of the end ----------------------------------------------------------------------------------

Task<> copies() { co_await write(co_await read()); }

Task<int> counts() {
  co_await write("counted");
  co_return 1;
}

Task<> throws(int Value) {
  if (!isValid(Value))
    throw std::invalid_argument("value");
  co_await lib::pause();
}

void check(int Value) {
  if (!isValid(Value))
    throw std::invalid_argument("value");
}
Task<> callsWhatThrows(int Value) {
  check(Value);
  co_return;
}

Task<> awaitsWhatFails() { co_await copies(); }

// A handler of one kind lets the others through.
Task<> catchesSome() {
  try {
    co_await copies();
  } catch (const std::invalid_argument &) {
    log("invalid");
  }
}

Task<> throwsAgain() {
  try {
    co_await copies();
  } catch (...) {
    log("failed");
    throw;
  }
}

void starts() {
  lib::spawn(copies(), lib::Forget);
  lib::spawn(counts(), lib::Forget);
  lib::spawn(throws(1), lib::Forget);
  lib::spawn(callsWhatThrows(1), lib::Forget);
  lib::spawn(awaitsWhatFails(), lib::Forget);
  lib::spawn(catchesSome(), lib::Forget);
  lib::spawn(throwsAgain(), lib::Forget);
  lib::spawn(copies, lib::Forget);
  lib::spawn([]() -> Task<> { co_await copies(); }, lib::Forget);
  lib::spawn([] { return copies(); }, lib::Forget);
  lib::spawn(copies(), lib::onLoop(lib::Forget));
  lib::detach(copies());
  lib::mustNotFail(copies());
}

// --- A handler that looks away ---------------------------------------------------------------------------------------------

void handlers() {
  lib::spawn(copies(), [](std::exception_ptr) {});
  lib::spawn(copies(), [](std::exception_ptr Failure) { log("done"); });
  lib::spawn(copies(), [](auto &&) {});
  auto Done = [](std::exception_ptr) { log("done"); };
  lib::spawn(copies(), Done);
}

// --- Dropped on purpose ----------------------------------------------------------------------------------------------------

Eager<> saves(int Value) {
  co_await save(Value);
}

void drops() {
  (void)saves(1);
  (void)lib::onShard(0, [] { return save(1); });
  (void)lib::onShard(0, []() -> Eager<> { co_await save(1); });
}

// --- Nobody can await it ---------------------------------------------------------------------------------------------------

lib::Forgotten refreshes() {
  co_await lib::toPool();
  std::string Text = co_await read();
  co_await write(Text);
}

lib::Unheard throwsUnheard(int Value) {
  if (!isValid(Value))
    throw std::invalid_argument("value");
  co_return;
}

lib::Forgotten callsUnheard(int Value) noexcept {
  check(Value);
  co_return;
}

auto Lambda = []() -> lib::Forgotten { co_await copies(); };

// It is told of once, where it is mended.
struct Own {
  struct promise_type {
    Own get_return_object() { return {}; }
    std::suspend_never initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() {}
  };
};
Own ownFails() { co_await copies(); }
Own ownFailsToo() { co_await write("x"); }

// --- noexcept covers the call alone ----------------------------------------------------------------------------------------

Task<> promises() noexcept { co_await copies(); }

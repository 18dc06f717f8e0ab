// RUN: %check_corolint %s %t --checks=-*,async-detached-coroutine --model-file=%S/Inputs/entry-model.yaml -- -std=c++20 -isystem %S/Inputs/system

// What is not reported of coroutines that nobody can await, and of others.

#include "Inputs/detached.h"
#include <functional>

lib::Task<> work();
void log(int Value);

// --- Somebody can await it, or ask -------------------------------------------------------------------------------------------

lib::Task<> lazy() { co_await work(); }
lib::Eager<> eager() { co_await work(); }
lib::Hot<int> hot() {
  co_await work();
  co_return 1;
}
lib::Observed observed() { co_await work(); }
lib::Generator<int> generator() { co_yield 1; }

// --- Entry points ------------------------------------------------------------------------------------------------------------

// Only main calls it.
static lib::Detached run() { co_await work(); }
lib::Detached runMore(int) { co_await work(); }

// What overrides another has no choice.
struct Application {
  virtual lib::Detached onLaunch() = 0;
};
struct Editor : Application {
  lib::Detached onLaunch() override { co_await work(); }
};

// A library declares it for the program to define.
#include <entry.h>
lib::Detached co_main(int) { co_await work(); }

// A library calls them, as the model says.
lib::Detached lib_main(int) { co_await work(); }
void handlers() {
  extern void onSignal(std::function<void()>);
  onSignal([]() -> lib::Detached { co_await work(); });
}

int main() {
  run();
  runMore(1);
  [&]() -> lib::Detached { co_await work(); }();
}

// --- How detaching is written ------------------------------------------------------------------------------------------------

lib::Detached detach(lib::Task<> Work) { co_await std::move(Work); }
template <typename Awaitable> lib::Detached detachAny(Awaitable Work) {
  try {
    co_await std::forward<Awaitable>(Work);
  } catch (...) {
    log(0);
  }
}
template <typename Make> lib::Detached detachMade(Make Callable) { co_await Callable(); }
struct Traced : lib::Task<> {
  lib::Awaiter<bool> settled() &&;
};
template <typename F> lib::Detached detachTraced(Traced Work, F Callback) { Callback(co_await std::move(Work).settled()); }
void detaches(Traced Given) {
  detachTraced(std::move(Given), [](bool) {});
  detach(work());
  detachAny(work());
  detachMade([] { return work(); });
}

// --- No definitions, no coroutines -------------------------------------------------------------------------------------------

lib::Detached declared();
lib::Detached forwards() { return declared(); }
void plain() { forwards(); }

template <typename T> lib::Detached neverInstantiated(T) { co_await work(); }

lib::Detached asked() { co_await work(); } // NOLINT(async-detached-coroutine): failures are logged by work()

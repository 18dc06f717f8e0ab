// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of stdexec says beyond stdexec.cpp, in the strict profile.

#include "stdexec.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using exec::task;

task<int> load(int);
task<void> store(int);

// --- Callables that are kept ---

auto keeps() {
  int Number = 1;
  return stdexec::let_value(stdexec::just(1), [&Number](int Value) { return stdexec::just(Value + Number); });
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  task<void> polls(exec::timed_thread_context &Timers) {
    while (!Ready)
      co_await exec::schedule_after(Timers.get_scheduler(), 1s);
  }
};

// --- beman.execution ---

task<void> waits(beman::execution::run_loop &Loop) {
  beman::execution::sync_wait(stdexec::just(1));
  Loop.run();
  co_return;
}
task<void> leaves() {
  beman::execution::counting_scope Scope;
  beman::execution::spawn(stdexec::just(1), Scope.get_token());
  co_return;
}
task<void> joins() {
  beman::execution::counting_scope Scope;
  beman::execution::spawn(stdexec::just(1), Scope.get_token());
  co_await Scope.join();
}

// RUN: %check_corolint %s %t --checks=-*,async-sync-wait --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// What is reported of blocking waits for asynchronous work, and what awaits it instead.

#include "Inputs/runtime.h"
#include <future>
#include <optional>
#include <string>
#include <thread>
#include <utility>

using lib::Task;

Task<> lazy();
Task<int> number(int Of = 0);
Task<std::string> text();
lib::Eager<int> eager();
void log(int Value);

#define WAITS                                                                                                                    \
  [[clang::annotate("corolint::sync-wait: 0")]] [[clang::annotate("corolint::blocks: {category: wait, why: waits for a task}")]]
template <typename T> WAITS T waitFor(Task<T> Work);
template <typename T> WAITS std::optional<T> tryWaitFor(Task<T> Work);

struct Job : lib::Eager<int> {
  [[clang::annotate("corolint::sync-wait: -1")]] [[clang::annotate(
      "corolint::blocks: {category: wait, why: waits for the job}")]] int
  get();
};
Job job();

Task<int> direct() {
  rt::syncWait(lazy());
  // CHECK-FIXES: {{^}}  co_await lazy();
  int Value = waitFor(number(1));
  // CHECK-FIXES: {{^}}  int Value = co_await number(1);
  Value += waitFor(number(2)) * 2;
  // CHECK-FIXES: {{^}}  Value += co_await number(2) * 2;
  log(waitFor(text()).size());
  // CHECK-FIXES: {{^}}  log((co_await text()).size());
  auto Work = number(3);
  Value += waitFor(std::move(Work));
  // CHECK-FIXES: {{^}}  Value += co_await std::move(Work);
  Job Running = job();
  Value += Running.get();
  // CHECK-FIXES: {{^}}  Value += co_await Running;
  co_return Value;
}

// Another type comes back, so the fix needs an eye.
Task<> otherType() {
  auto Value = tryWaitFor(number());
  // CHECK-SUGGESTED: {{^}}  auto Value = co_await number();
}

// In a handler no co_await can be written.
Task<> inHandler() {
  try {
    co_await lazy();
  } catch (...) {
    rt::syncWait(lazy());
  }
}

Task<> futures(std::future<int> Result, std::shared_future<void> Done, std::thread &Worker) {
  log(Result.get());
  Done.wait();
  Worker.join();
  co_return;
}

// --- Through functions -------------------------------------------------------------------------------------------------------

int waits() { return waitFor(number()); }
int calls() { return waits(); }

Task<> throughFunctions() {
  log(calls());
  co_return;
}

// --- A pool's threads are needed by its other tasks --------------------------------------------------------------------------

Task<> onPool(rt::Pool &Workers) {
  co_await Workers.schedule();
  rt::syncWait(lazy());
}

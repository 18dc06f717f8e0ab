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
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'syncWait' waits on the event loop for asynchronous work: it waits for a task to end [async-sync-wait]
  // CHECK-FIXES: {{^}}  co_await lazy();
  int Value = waitFor(number(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'waitFor' waits on the event loop for asynchronous work: it waits for a task [async-sync-wait]
  // CHECK-FIXES: {{^}}  int Value = co_await number(1);
  Value += waitFor(number(2)) * 2;
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitFor' waits on the event loop for asynchronous work: it waits for a task [async-sync-wait]
  // CHECK-FIXES: {{^}}  Value += co_await number(2) * 2;
  log(waitFor(text()).size());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitFor' waits on the event loop for asynchronous work: it waits for a task [async-sync-wait]
  // CHECK-FIXES: {{^}}  log((co_await text()).size());
  auto Work = number(3);
  Value += waitFor(std::move(Work));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'waitFor' waits on the event loop for asynchronous work: it waits for a task [async-sync-wait]
  // CHECK-FIXES: {{^}}  Value += co_await std::move(Work);
  Job Running = job();
  Value += Running.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get' waits on the event loop for asynchronous work: it waits for the job [async-sync-wait]
  // CHECK-FIXES: {{^}}  Value += co_await Running;
  co_return Value;
}

// Another type comes back, so the fix needs an eye.
Task<> otherType() {
  auto Value = tryWaitFor(number());
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'tryWaitFor' waits on the event loop for asynchronous work: it waits for a task [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: await it instead
  // CHECK-SUGGESTED: {{^}}  auto Value = co_await number();
  co_return;
}

// In a handler no co_await can be written.
Task<> inHandler() {
  try {
    co_await lazy();
  } catch (...) {
    rt::syncWait(lazy());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'syncWait' waits on the event loop for asynchronous work: it waits for a task to end [async-sync-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: co_await
  }
}

Task<> futures(std::future<int> Result, std::shared_future<void> Done, std::thread &Worker) {
  log(Result.get());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'get' waits on the event loop for asynchronous work: it parks the thread until there is a value, for ever if this thread is to produce it [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: use instead: the future of the coroutine library, awaited
  Done.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' waits on the event loop for asynchronous work: it parks the thread until there is a value, for ever if this thread is to produce it [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: the future of the coroutine library, awaited
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' waits on the event loop for asynchronous work: it waits for another thread to end [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: an asynchronous event that the thread sets before it ends
  co_return;
}

// --- Through functions -------------------------------------------------------------------------------------------------------

int waits() { return waitFor(number()); }
int calls() { return waits(); }

Task<> throughFunctions() {
  log(calls());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'calls' waits on the event loop for asynchronous work: through 'waitFor' it waits for a task [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-5]]:22: note: 'calls' calls 'waits' here
  // CHECK-MESSAGES: :[[@LINE-7]]:22: note: 'waits' calls 'waitFor' here
  co_return;
}

// --- A pool's threads are needed by its other tasks --------------------------------------------------------------------------

Task<> onPool(rt::Pool &Workers) {
  co_await Workers.schedule();
  rt::syncWait(lazy());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'syncWait' waits on the event loop for asynchronous work: it waits for a task to end [async-sync-wait]
}

int waitsOnPool() {
  std::future<int> Other;
  return Other.get() + calls();
}
Task<> throughFunctionsOnPool(rt::Pool &Workers) {
  co_await Workers.schedule();
  log(waitsOnPool());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitsOnPool' waits on the event loop for asynchronous work: through 'waitFor' it waits for a task [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-6]]:24: note: 'waitsOnPool' calls 'calls' here
  // CHECK-MESSAGES: note: 'calls' calls 'waits' here
  // CHECK-MESSAGES: note: 'waits' calls 'waitFor' here
}

template <typename T> T waitsAs(Task<T> Work) { return waitFor(std::move(Work)); }
Task<> throughTemplateOnPool(rt::Pool &Workers) {
  co_await Workers.schedule();
  log(waitsAs(number()));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'waitsAs' waits on the event loop for asynchronous work: through 'waitFor' it waits for a task [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-5]]:56: note: 'waitsAs' calls 'waitFor' here
}

// What is awaited has nothing to do with the thread, or has thrown.
struct Told {
  void set();
  lib::Awaiter<> wait();
};
Task<> joinsAnother(Told &Other) {
  Told Ended;
  std::thread Worker([&] { Ended.set(); });
  co_await Other.wait();
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' waits on the event loop for asynchronous work: it waits for another thread to end [async-sync-wait]
}
Task<> joinsInHandler() {
  Told Ended;
  std::thread Worker([&] { Ended.set(); });
  try {
    co_await Ended.wait();
  } catch (...) {
    Worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'join' waits on the event loop for asynchronous work: it waits for another thread to end [async-sync-wait]
    throw;
  }
  Worker.detach();
}

// Nor is it told of the end before the thread is there.
Task<> awaitsBefore(Told &Known) {
  co_await Known.wait();
  std::thread Worker([&] { Known.set(); });
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' waits on the event loop for asynchronous work: it waits for another thread to end [async-sync-wait]
}

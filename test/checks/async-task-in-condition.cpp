// RUN: %check_corolint %s %t --checks=-*,async-task-in-condition -- -std=c++20

// What is reported of tasks that are asked in place of their results.

#include "Inputs/handles.h"
#include <functional>
#include <string>

using lib::Job;

Job<bool> save();
Job<int> count();
Job<std::optional<int>> find();
Job<std::string> name();
Job<bool> seen() { co_return true; }
Job<> done() { co_return; }
void log(const char *Text);
void take(bool Value);

// --- Conditions --------------------------------------------------------------------------------------------------------------

Job<> conditions() {
  if (save())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'save' is not awaited: this asks whether there is a task, not for its result [async-task-in-condition]
    // CHECK-FIXES: {{^}}  if (co_await save())
    log("saved");
  if (!save())
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'save' is not awaited: this asks whether there is a task, not for its result [async-task-in-condition]
    // CHECK-FIXES: {{^}}  if (!co_await save())
    log("not saved");
  while (count())
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'count' is not awaited
    // CHECK-FIXES: {{^}}  while (co_await count())
    log("more");
  do
    log("again");
  while (!find());
  // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'find' is not awaited
  // CHECK-FIXES: {{^}}  while (!co_await find());
  for (; save();)
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'save' is not awaited
    // CHECK-FIXES: {{^}}  for (; co_await save();)
    log("on");
  bool Both = save() && count();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'save' is not awaited
  // CHECK-MESSAGES: :[[@LINE-2]]:25: warning: 'count' is not awaited
  // CHECK-FIXES: {{^}}  bool Both = co_await save() && co_await count();
  bool Either = Both || (save());
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'save' is not awaited
  // CHECK-FIXES: {{^}}  bool Either = Both || (co_await save());
  log(save() ? "yes" : "no");
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'save' is not awaited
  // CHECK-FIXES: {{^}}  log(co_await save() ? "yes" : "no");
  take(static_cast<bool>(save()));
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'save' is not awaited
  // CHECK-FIXES: {{^}}  take(static_cast<bool>(co_await save()));
  take(bool(count()));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'count' is not awaited
  // CHECK-FIXES: {{^}}  take(bool(co_await count()));
  take(Either);
  co_return;
}

// Variables made for nothing but the test.
Job<> variables() {
  if (auto Saved = save())
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'save' is not awaited
    // CHECK-FIXES: {{^}}  if (auto Saved = co_await save())
    log("saved");
  if (auto Saved = save(); !Saved)
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'save' is not awaited
    // CHECK-FIXES: {{^}}  if (auto Saved = co_await save(); !Saved)
    log("not saved");
  while (auto More = count())
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'count' is not awaited
    // CHECK-FIXES: {{^}}  while (auto More = co_await count())
    log("more");
  if (Job<bool> Saved = save())
    // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'save' is not awaited
    // CHECK-FIXES: {{^}}  if (Job<bool> Saved = save())
    log("of this very type");
  co_return;
}

// --- A coroutine makes a task every time -------------------------------------------------------------------------------------

Job<bool> forwards() { return seen(); }

Job<> always() {
  if (seen())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'seen' is not awaited: this asks whether there is a task, and there always is one [async-task-in-condition]
    // CHECK-FIXES: {{^}}  if (co_await seen())
    log("seen");
  if (forwards())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'forwards' is not awaited: this asks whether there is a task, and there always is one
    // CHECK-FIXES: {{^}}  if (co_await forwards())
    log("forwarded");
  // Its result is no condition, so the author has to say what was meant.
  if (done())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'done' is not awaited: this asks whether there is a task, and there always is one
    // CHECK-FIXES: {{^}}  if (done())
    log("done");
  co_return;
}

lib::Running<bool> running() { co_return true; }
lib::Started<bool> started();
lib::Started<> voidStarted() { co_return; }
lib::Shared<bool> shared() { co_return true; }

Job<> eager() {
  if (started())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'started' is not awaited: this asks whether there is a task, not for its result
    // CHECK-FIXES: {{^}}  if (co_await started())
    log("started");
  if (voidStarted())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'voidStarted' is not awaited: this asks whether there is a task, and there always is one
    log("started");
  if (shared())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'shared' is not awaited: this asks whether there is a task, and there always is one
    // CHECK-FIXES: {{^}}  if (co_await shared())
    log("shared");
  co_return;
}

// A task that nobody awaits is lost by the test, whatever was meant.
Job<> loses() {
  if (name())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'name' is not awaited: this asks whether there is a task, not for its result
    // CHECK-FIXES: {{^}}  if (name())
    log("named");
  co_return;
}

// --- Comparisons -------------------------------------------------------------------------------------------------------------

lib::Loose<int> loose();
template <typename T> bool operator==(const Job<T> &, int);
template <typename T> bool operator<(const Job<T> &, int);

Job<> comparisons() {
  if (loose() == 3)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'loose' is not awaited: this compares the task that it returns, not the result [async-task-in-condition]
    // CHECK-FIXES: {{^}}  if (co_await loose() == 3)
    log("three");
  if (0 < loose())
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'loose' is not awaited: this compares the task that it returns, not the result
    // CHECK-FIXES: {{^}}  if (0 < co_await loose())
    log("some");
  if (!loose())
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'loose' is not awaited: this asks whether there is a task
    // CHECK-FIXES: {{^}}  if (!co_await loose())
    log("none");
  if (count() == 3)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'count' is not awaited: this compares the task that it returns, not the result
    // CHECK-FIXES: {{^}}  if (co_await count() == 3)
    log("three");
  if (4 != count())
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'count' is not awaited: this compares the task that it returns, not the result
    // CHECK-FIXES: {{^}}  if (4 != co_await count())
    log("not four");
  if (count() < 5)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'count' is not awaited: this compares the task that it returns, not the result
    // CHECK-FIXES: {{^}}  if (co_await count() < 5)
    log("less");
  if (save() == save())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'save' is not awaited: this compares the task that it returns, not the result
    // CHECK-MESSAGES: :[[@LINE-2]]:17: warning: 'save' is not awaited: this compares the task that it returns, not the result
    log("both");
  co_return;
}

// --- Whatever is called ------------------------------------------------------------------------------------------------------

struct Store {
  Job<bool> contains(int Key);
  virtual Job<bool> isOpen();
  std::function<Job<bool>(int)> Filter;
};

Job<> calls(Store &From, Job<bool> (*Pointer)(), std::function<Job<bool>()> Callback) {
  if (From.contains(1) && From.isOpen())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'contains' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:27: warning: 'isOpen' is not awaited
    // CHECK-FIXES: {{^}}  if (co_await From.contains(1) && co_await From.isOpen())
    log("open");
  auto Lambda = [](int Value) -> Job<bool> { co_return Value > 0; };
  if (Lambda(1))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Lambda' is not awaited: this asks whether there is a task, and there always is one
    // CHECK-FIXES: {{^}}  if (co_await Lambda(1))
    log("positive");
  if (Pointer() || Callback() || From.Filter(1))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Pointer' is not awaited
    // CHECK-MESSAGES: :[[@LINE-2]]:20: warning: 'Callback' is not awaited
    // CHECK-MESSAGES: :[[@LINE-3]]:34: warning: 'Filter' is not awaited
    // CHECK-FIXES: {{^}}  if (co_await Pointer() || co_await Callback() || co_await From.Filter(1))
    log("any");
  co_return;
}

// --- Where co_await cannot be written ----------------------------------------------------------------------------------------

bool ordinary() {
  if (save())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'save' is not awaited: this asks whether there is a task, not for its result
    return true;
  return bool(count());
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'count' is not awaited
}

Job<> handler() {
  try {
    log("try");
  } catch (...) {
    if (save())
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'save' is not awaited
      // CHECK-FIXES: {{^}}    if (save())
      log("caught");
  }
  co_return;
}

#define CHECK(Condition) ((Condition) ? void() : log(#Condition))
Job<> macros() {
  CHECK(save());
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'save' is not awaited
  co_return;
}

// --- Templates ---------------------------------------------------------------------------------------------------------------

template <typename T> Job<> generic(Job<T> (*Make)(), T Other) {
  if (seen())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'seen' is not awaited
    // CHECK-FIXES: {{^}}  if (seen())
    log("seen");
  co_return;
}
Job<> instances() {
  co_await generic(save, true);
  co_await generic(count, 1);
}

auto InLambda = [](int) -> Job<> {
  if (save())
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'save' is not awaited
    // CHECK-FIXES: {{^}}  if (co_await save())
    log("saved");
  co_return;
};

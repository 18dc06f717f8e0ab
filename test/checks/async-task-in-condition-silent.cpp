// RUN: %check_corolint %s %t --checks=-*,async-task-in-condition -- -std=c++20

// What is not reported of tasks that are tested or compared.

#include "Inputs/handles.h"
#include <functional>
#include <memory>
#include <utility>
#include <vector>

using lib::Job;

Job<bool> save();
Job<int> count();
Job<> work();
void log(const char *Text);
void keep(Job<bool> Given);

// --- Awaited -----------------------------------------------------------------------------------------------------------------

Job<> awaited() {
  if (co_await save())
    log("saved");
  if (!co_await save() || co_await count() == 3)
    log("not saved");
  while (int Left = co_await count())
    log(Left > 1 ? "more" : "one more");
  auto Saved = co_await save();
  if (Saved)
    log("saved");
}

// --- A variable that may hold a task or none ---------------------------------------------------------------------------------

class Worker {
public:
  Job<> run() {
    if (Pending)
      co_await std::move(Pending);
    while (Pending.valid() && !!Pending)
      log("still");
    Pending = Stop ? Job<>() : work();
    if (!Pending)
      co_return;
    co_await std::exchange(Pending, {});
  }
  bool busy() const { return static_cast<bool>(Pending); }
  const Job<> &pending() const { return Pending; }
  bool Stop = false;

private:
  Job<> Pending;
};

Job<> variables(Job<bool> Given, Job<bool> *Optional, Worker &Of) {
  if (Given)
    co_await std::move(Given);
  if (Optional && *Optional)
    co_await std::move(*Optional);
  Job<bool> Local = save();
  if (Local)
    co_await std::move(Local);
  if (Of.pending())
    log("pending");
  std::vector<Job<bool>> Many;
  if (!Many.empty() && Many.back())
    log("last");
}

// Tested, and then awaited or handed on.
Job<> conditionVariables() {
  if (auto Saved = save())
    co_await std::move(Saved);
  if (auto Saved = save(); Saved)
    keep(std::move(Saved));
  while (auto Next = save()) {
    auto Later = [&] { keep(std::move(Next)); };
    Later();
  }
}

// --- Handles that may be empty on purpose ------------------------------------------------------------------------------------

Job<bool> perhaps(bool Wanted) {
  if (!Wanted)
    return {};
  return save();
}
Job<> *find(int Key);
std::unique_ptr<Job<>> make();
std::optional<Job<>> tryMake();

class Queue {
public:
  Job<bool> pop() {
    Job<bool> First = std::move(Jobs.back());
    Jobs.pop_back();
    return First;
  }
  Job<bool> take() { return std::exchange(Current, Job<bool>()); }

private:
  std::vector<Job<bool>> Jobs;
  Job<bool> Current;
};

Job<> handles(Queue &From, Job<bool> &Current, Worker &Of) {
  if (perhaps(false))
    log("some");
  if (From.pop() || From.take())
    log("popped");
  if (std::exchange(Current, {}))
    log("taken");
  if (std::move(Current))
    log("moved");
  if (find(1) || make() || tryMake())
    log("made");
  co_return;
}

// Any of several handles to the same work, perhaps none.
lib::Shared<bool> current();
lib::Shared<> background();
bool isCurrent(const lib::Shared<bool> &Task) { return current() == Task || current() || background(); }

// It may have said no.
lib::Started<> start();
struct Service {
  virtual lib::Started<> begin() { co_return; }
};
bool begin(Service &Of) { return start() || static_cast<bool>(Of.begin()); }

// --- Nothing, and the same one -----------------------------------------------------------------------------------------------

bool compares(const Job<bool> &Known) {
  return save() == nullptr || nullptr != save() || Known == nullptr || Known == Known || save() == Known ||
         save() == Job<bool>();
}

// --- Tests that tell of the work ---------------------------------------------------------------------------------------------

lib::Running<bool> running() { co_return true; }
lib::Blocking<bool> blocking();
lib::Blocking<int> blockingCount();
lib::Event event();
bool tells() {
  if (running())
    log("ended at once");
  if (event())
    log("set");
  return blocking() || blockingCount() == 3;
}

// Whether a handle was made, not what a void task yields.
Job<> voidJob() { co_return; }
void testsOfTheType() {
  bool Made = static_cast<bool>(voidJob());
  log(Made ? "made" : "not made");
}

// --- No tasks ----------------------------------------------------------------------------------------------------------------

lib::Generator<int> numbers();
std::optional<int> plain();
struct Builder {
  Builder operator==(int) const;
};
Builder operator==(const Job<int> &, int);
Builder expressions() {
  if (plain() == 3)
    log("three");
  return count() == 3;
}

template <typename F> bool holds(F &&Test) {
  if (Test())
    return true;
  return false;
}
bool plainInstance() {
  return holds([] { return true; });
}

template <typename T> bool neverInstantiated(T Value) { return save() && Value; }

void unevaluated() {
  static_assert(noexcept(bool(count())) || !noexcept(bool(count())));
  using Type = decltype(save() ? 1 : 2);
}

Job<> asked() {
  if (save()) // NOLINT(async-task-in-condition): only whether one was made
    log("made");
  co_return;
}

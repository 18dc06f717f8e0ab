// RUN: %check_corolint %s %t --checks=-*,async-sync-wait --model-file=%S/Inputs/runtime-model.yaml --model-file=%S/Inputs/scope-model.yaml -- -std=c++20

// Waits that block no event loop, or do not wait.

#include "Inputs/runtime.h"
#include "Inputs/scope.h"
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>
#include <vector>

using lib::Task;

Task<> lazy();
void log(int Value);

struct Job : lib::Eager<int> {
  bool isReady() const;
  [[clang::annotate("corolint::sync-wait: -1")]] [[clang::annotate(
      "corolint::blocks: {category: wait, why: waits for the job}")]] int
  get();
};

int main() { rt::syncWait(lazy()); }

void ordinary() { rt::syncWait(lazy()); }

Task<> asked(Job Running, std::future<int> Result) {
  if (Running.isReady())
    log(Running.get());
  using namespace std::chrono_literals;
  if (Result.wait_for(0s) == std::future_status::ready)
    log(Result.get());
  co_return;
}

Task<> elsewhere(rt::Pool &Workers) {
  std::thread Worker([] { rt::syncWait(lazy()); });
  Worker.detach();
  co_await rt::offload([] {
    rt::syncWait(lazy());
    return 1;
  });
}

lib::Generator<int> pulled() {
  rt::syncWait(lazy());
  co_yield 1;
}

// Nothing asynchronous is waited for; async-blocking-call tells of it.
Task<> otherWaits(std::condition_variable &Changed, std::unique_lock<std::mutex> &Held) {
  Changed.wait(Held);
  co_return;
}

// The destructor of what must be closed waits for nothing once that has happened.
sc::Scope::~Scope() {
  if (size() > 0)
    rt::syncWait(lazy());
}
Task<> closesFirst() {
  sc::Scope Tasks;
  Tasks.add(lazy());
  co_await Tasks.join();
}

// Nor does that of what was moved from.
class Worker {
public:
  Worker(Worker &&Other);
  ~Worker() {
    if (Runs)
      rt::syncWait(lazy());
  }

private:
  bool Runs = true;
};
Worker startWorker();
void keep(std::vector<Worker> &Workers, Worker &&Another);
Task<> handsOn(std::vector<Worker> &Workers) {
  keep(Workers, startWorker());
  co_return;
}

// --- On a pool, through functions: what waits for no task of it, or for what is there -------------------------------------------

struct Joined {
  std::thread Worker;
  ~Joined() { Worker.join(); }
};
int waitsForFuture(std::future<int> &Result) {
  Joined Other;
  return Result.get();
}
int asksFirst(Job &Running) { return Running.isReady() ? Running.get() : 0; }
Task<int> makesTask() { co_return 1; }
[[clang::annotate("corolint::nonblocking")]] void knowsBetter() { rt::syncWait(lazy()); }

Task<> onPool(rt::Pool &Workers, std::future<int> Result, Job Running) {
  co_await Workers.schedule();
  log(waitsForFuture(Result));
  log(asksFirst(Running));
  log(co_await makesTask());
  knowsBetter();
}

void waitsForTask() { rt::syncWait(lazy()); }
Task<> backOnLoop(lib::Awaiter<> Anything) {
  std::thread([] { waitsForTask(); }).detach();
  co_await Anything;
}

// The thread has told that it is at its end.
struct Told {
  void set();
  lib::Awaiter<> wait();
};
Task<> joinsWhatHasEnded() {
  Told Ended;
  std::thread Worker([&] {
    log(1);
    Ended.set();
  });
  co_await Ended.wait();
  Worker.join();
}

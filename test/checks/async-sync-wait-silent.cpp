// RUN: %check_corolint %s %t --checks=-*,async-sync-wait --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Waits that block no event loop, or do not wait.

#include "Inputs/runtime.h"
#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

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

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of async_simple says beyond async-simple.cpp, in the strict profile.

#include "async-simple.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using async_simple::coro::Lazy;

Lazy<int> load(int);
Lazy<void> store(int);
async_simple::Future<int> request(int);
void use(int) noexcept;

// --- Types ---

Lazy<void> drops(async_simple::Promise<int> &Promise, async_simple::Executor *Executor) {
  request(1);
  store(1).via(Executor);
  Promise.getFuture();
  async_simple::makeReadyFuture(1);
  co_await request(1);
}

Lazy<void> leaves(async_simple::Executor *Executor, bool Early) {
  async_simple::uthread::Uthread Thread(async_simple::uthread::Attribute{Executor}, [] {});
  if (Early)
    co_return;
  Thread.detach();
}

// --- Tasks and gathers ---

void starts(async_simple::Executor *Executor, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    store(Number).directlyStart([](auto &&) {}, Executor);
}

Lazy<void> gathers(std::vector<Lazy<int>> A, std::vector<Lazy<int>> B, std::vector<Lazy<int>> C) {
  co_await async_simple::coro::collectAllPara(std::move(A));
  co_await async_simple::coro::collectAllWindowedPara(8, true, std::move(B));
  co_await async_simple::coro::collectAny(std::move(C));
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  Lazy<void> polls() {
    while (!Ready)
      co_await async_simple::coro::sleep(1s);
  }
};
Lazy<void> pauses() noexcept {
  co_await async_simple::coro::sleep(1s);
  co_await async_simple::coro::Yield{};
}
Lazy<void> fails() noexcept {
  co_await async_simple::coro::sleep(1s);
  co_await store(1);
}

// --- Cancellation ---

Lazy<void> stops() {
  for (;;) {
    try {
      co_await load(1);
    } catch (const std::runtime_error &) {
      use(1);
    }
  }
}

// --- What blocks ---

Lazy<void> waits(async_simple::coro::SpinLock &Lock, async_simple::Future<int> &Future) {
  request(1).get();
  Future.wait();
  Lock.lock();
  Lock.unlock();
  co_return;
}
Lazy<void> elsewhere(async_simple::util::ThreadPool &Pool) {
  Pool.scheduleById([] { std::this_thread::sleep_for(1s); });
  co_return;
}

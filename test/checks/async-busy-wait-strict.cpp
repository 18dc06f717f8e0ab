// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-busy-wait -- -std=c++20

// What the strict profile adds: loops that poll, and loops that spin for a while.

#include "Inputs/runtime.h"
#include <atomic>
#include <chrono>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace home {
lib::Task<> sleepFor(std::chrono::milliseconds);
struct Yield {};
} // namespace home
using namespace std::chrono_literals;

struct Service {
  std::atomic<bool> Stopped{false};
  std::optional<std::string> Leader;
  bool Ready = false;
  void elect(std::string Who) { Leader = Who; }

  lib::Task<> polls() {
    while (!Leader)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Leader': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-5]]:33: note: 'Leader' is changed here, where an event that the loop awaits could be set
      co_await home::sleepFor(5ms);
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await rt::yield();
    for (int Try = 0; Try < 100 && !Ready; ++Try)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:37: note: await an event that is set where 'Ready' is changed
      co_await home::sleepFor(5ms);
    while (true) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Stopped': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+23]]:12: note: 'Stopped' is changed here, where an event that the loop awaits could be set
      if (Stopped)
        break;
      co_await rt::mainLoop().schedule();
    }
  }
  lib::Task<> pollsOnPool(rt::Pool &Pool) {
    co_await Pool.schedule();
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await home::sleepFor(5ms);
  }
  lib::Task<> spinsAWhile() {
    auto Deadline = std::chrono::steady_clock::now() + 1s;
    while (!Stopped && std::chrono::steady_clock::now() < Deadline) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits a while for 'Stopped' to change without suspending: meanwhile nothing else runs on its event loop [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Stopped' is changed
    }
    for (int Try = 0; Try < 100 && !Stopped; ++Try)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits a while for 'Stopped' to change without suspending: meanwhile nothing else runs on its event loop [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:37: note: await an event that is set where 'Stopped' is changed
      std::this_thread::yield();
    while (Stopped.exchange(true)) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits a while for 'Stopped' to change without suspending: meanwhile nothing else runs on its event loop [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: await an event that is set where 'Stopped' is changed
    }
    co_return;
  }

  // --- Silent all the same ---
  void tick();
  bool tryConnect();
  lib::Task<int> get();
  lib::Task<> works() {
    while (!Stopped) {
      tick();
      co_await home::sleepFor(1s);
    }
    while (!tryConnect())
      co_await home::sleepFor(1s);
    while (co_await get() != 200)
      co_await home::sleepFor(1s);
    for (int I = 0; I < 3; ++I)
      co_await home::sleepFor(1s);
    while (true)
      co_await home::sleepFor(1s);
  }
  std::mutex Mutex;
  lib::Task<> locks() {
    for (int I = 0; I < 10; ++I) {
      std::lock_guard Lock(Mutex);
      co_await home::sleepFor(1s);
    }
    bool Once = false;
    while (!Once) {
      std::lock_guard Lock(Mutex);
      co_await home::sleepFor(1s);
    }
    for (int I = 0; I < 10; ++I) {
      bool Seen = Ready;
      (void)Seen;
      co_await home::sleepFor(1s);
    }
  }
};

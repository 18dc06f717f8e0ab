// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-busy-wait -- -std=c++20

// What the strict profile adds: loops that poll, and loops that spin for a while.

#include "Inputs/runtime.h"
#include <atomic>
#include <chrono>
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
      co_await home::sleepFor(5ms);
    while (!Ready)
      co_await rt::yield();
    for (int Try = 0; Try < 100 && !Ready; ++Try)
      co_await home::sleepFor(5ms);
    while (true) {
      if (Stopped)
        break;
      co_await rt::mainLoop().schedule();
    }
  }
  lib::Task<> pollsOnPool(rt::Pool &Pool) {
    co_await Pool.schedule();
    while (!Ready)
      co_await home::sleepFor(5ms);
  }
  lib::Task<> spinsAWhile() {
    auto Deadline = std::chrono::steady_clock::now() + 1s;
    while (!Stopped && std::chrono::steady_clock::now() < Deadline) {
    }
    for (int Try = 0; Try < 100 && !Stopped; ++Try)
      std::this_thread::yield();
    while (Stopped.exchange(true)) {
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
};

// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Loops on the event loop that turn, without suspending, until somebody else changes something.

#include "Inputs/runtime.h"
#include <atomic>
#include <future>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <thread>
#include <vector>

lib::Task<> flush();
lib::Awaiter<> turn();
struct Socket {
  bool isOpen() const;
  int available() const noexcept;
  lib::Awaiter<int> read();
};
extern bool GlobalStop;
volatile bool Signalled;

// --- The condition of the loop itself ---

class Service {
public:
  void stop() { Stopped.store(true); }
  void elect(std::string Who) { Leader = Who; }

  lib::Task<> drain() {
    while (!Stopped.load()) {
    }
    co_await flush();
  }
  lib::Task<> drainYielding() {
    while (!Stopped) {
      std::this_thread::yield();
    }
    co_await flush();
  }
  lib::Task<> leader() {
    while (!Leader)
      ;
    do {
    } while (Leader->empty());
    for (; Waiting.empty();)
      continue;
    co_await flush();
  }
  lib::Task<> accessor() {
    while (!isStopped())
      std::this_thread::yield();
    while (!Peer.isOpen()) {
    }
    while (Peer.available() == 0) {
    }
    co_await flush();
  }
  lib::Task<> unseen(Service &Other) {
    while (!Other.Stopped)
      ;
    while (Other.count() < 3) {
    }
    co_await flush();
  }
  lib::Task<> locked() {
    while (true) {
      std::lock_guard Lock(Mutex);
      if (Ready)
        break;
    }
    co_await flush();
  }

private:
  bool isStopped() const { return Stopped.load(std::memory_order_acquire); }
  int count() { return Count; }
  std::atomic<bool> Stopped{false};
  std::optional<std::string> Leader;
  std::vector<int> Waiting;
  std::mutex Mutex;
  bool Ready = false;
  int Count = 0;
  Socket Peer;
};

lib::Task<> globals(const bool *Pointed, const bool &Referred, std::shared_ptr<std::atomic<int>> Shared) {
  while (!GlobalStop) {
  }
  while (!Signalled) {
  }
  while (!Referred) {
  }
  co_await flush();
}

lib::Eager<> future(std::future<int> &Result, std::stop_token &Token) {
  while (Result.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
  }
  while (!Token.stop_requested()) {
  }
  co_await flush();
}

void onThread(std::atomic<bool> &Done);
lib::Task<> local() {
  std::atomic<bool> Done{false};
  std::thread Worker([&Done] { Done = true; });
  while (!Done)
    std::this_thread::yield();
  Worker.detach();
  std::atomic<bool> Other{false};
  onThread(Other);
  while (!Other.load()) {
  }
  co_await flush();
}

// --- A way round that misses the await ---

struct Worker {
  std::atomic<bool> Stopping;
  std::vector<int> Jobs;
  bool Paused = false;
  lib::Task<> work(int);
  lib::Task<> run() {
    while (!Stopping) {
      if (Paused)
        continue;
      co_await turn();
    }
  }
  lib::Task<> runAll() {
    for (;;) {
      if (Stopping)
        break;
      if (!Jobs.empty()) {
        co_await work(Jobs.back());
        Jobs.pop_back();
      }
    }
  }
};

// An await that never suspends is none.
lib::Task<> neverSuspends(Worker &Of) {
  rt::CurrentLoop Here;
  while (!Of.Stopping) {
    co_await Here;
  }
}

// --- Lambdas, templates and detached coroutines run there as well ---

auto Lambda = [](std::atomic<bool> *Flag) -> lib::Task<> {
  while (!Flag->load())
    std::this_thread::yield();
  co_return;
};
template <typename T> lib::Task<> templated(T &Of) {
  while (!Of.Stopping) {
  }
  co_return;
}
template lib::Task<> templated(Worker &);
lib::Detached detached(Worker &Of) {
  while (!Of.Stopping) {
  }
  co_return;
}

// Back from the pool.
lib::Task<> back(rt::Pool &Pool, Worker &Of) {
  co_await Pool.schedule();
  co_await rt::mainLoop().schedule();
  while (!Of.Stopping) {
  }
}

lib::Task<> gotos(Worker &Of) {
again:
  if (!Of.Stopping)
    goto again;
  co_return;
}

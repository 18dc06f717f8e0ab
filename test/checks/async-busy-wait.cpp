// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-busy-wait -- -std=c++20

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
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Stopped' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-6]]:17: note: 'Stopped' is changed here, where an event that the loop awaits could be set
    }
    co_await flush();
  }
  lib::Task<> drainYielding() {
    while (!Stopped) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Stopped' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-13]]:17: note: 'Stopped' is changed here, where an event that the loop awaits could be set
      std::this_thread::yield();
    }
    co_await flush();
  }
  lib::Task<> leader() {
    while (!Leader)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Leader' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-20]]:33: note: 'Leader' is changed here, where an event that the loop awaits could be set
      ;
    do {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Leader' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-24]]:33: note: 'Leader' is changed here, where an event that the loop awaits could be set
    } while (Leader->empty());
    for (; Waiting.empty();)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Waiting' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: await an event that is set where 'Waiting' is changed
      continue;
    co_await flush();
  }
  lib::Task<> accessor() {
    while (!isStopped())
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'isStopped' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'isStopped' is changed
      std::this_thread::yield();
    while (!Peer.isOpen()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Peer' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Peer' is changed
    }
    while (Peer.available() == 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Peer' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: await an event that is set where 'Peer' is changed
    }
    co_await flush();
  }
  lib::Task<> unseen(Service &Other) {
    while (!Other.Stopped)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Stopped' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-51]]:17: note: 'Stopped' is changed here, where an event that the loop awaits could be set
      ;
    while (Other.count() < 3) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Other' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:12: note: await an event that is set where 'Other' is changed
    }
    co_await flush();
  }
  lib::Task<> locked() {
    while (true) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Ready' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+2]]:11: note: await an event that is set where 'Ready' is changed
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
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'GlobalStop' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'GlobalStop' is changed
  }
  while (!Signalled) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Signalled' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Signalled' is changed
  }
  while (!Referred) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Referred' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Referred' is changed
  }
  co_await flush();
}

lib::Eager<> future(std::future<int> &Result, std::stop_token &Token) {
  while (Result.wait_for(std::chrono::seconds(0)) != std::future_status::ready) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Result' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:10: note: await an event that is set where 'Result' is changed
  }
  while (!Token.stop_requested()) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Token' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Token' is changed
  }
  co_await flush();
}

void onThread(std::atomic<bool> &Done);
lib::Task<> local() {
  std::atomic<bool> Done{false};
  std::thread Worker([&Done] { Done = true; });
  while (!Done)
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Done' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Done' is changed
    std::this_thread::yield();
  Worker.detach();
  std::atomic<bool> Other{false};
  onThread(Other);
  while (!Other.load()) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Other' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Other' is changed
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
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Stopping' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+4]]:7: note: this await is not on every way round the loop
    // CHECK-MESSAGES: :[[@LINE-3]]:13: note: await an event that is set where 'Stopping' is changed
      if (Paused)
        continue;
      co_await turn();
    }
  }
  lib::Task<> runAll() {
    for (;;) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Stopping' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE+5]]:9: note: this await is not on every way round the loop
    // CHECK-MESSAGES: :[[@LINE+1]]:11: note: await an event that is set where 'Stopping' is changed
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
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Stopping' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Stopping' is changed
    co_await Here;
  }
}

// --- Lambdas, templates and detached coroutines run there as well ---

// --- In what coroutines alone call ---

class Uploader {
public:
  void ended() { Running.fetch_sub(1); }
  lib::Task<> finish() {
    waitForAll();
    co_await flush();
  }

private:
  void waitForAll() {
    while (Running.load() != 0) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Running' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-8]]:5: note: it is called here, by a coroutine on the event loop
    // CHECK-MESSAGES: :[[@LINE-11]]:18: note: 'Running' is changed here, where an event that the loop awaits could be set
    }
  }
  std::atomic<int> Running{0};
};

auto Lambda = [](std::atomic<bool> *Flag) -> lib::Task<> {
  while (!Flag->load())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Flag' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Flag' is changed
    std::this_thread::yield();
  co_return;
};
template <typename T> lib::Task<> templated(T &Of) {
  while (!Of.Stopping) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Stopping' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Stopping' is changed
  }
  co_return;
}
template lib::Task<> templated(Worker &);
lib::Detached detached(Worker &Of) {
  while (!Of.Stopping) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Stopping' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Stopping' is changed
  }
  co_return;
}

// Back from the pool.
lib::Task<> back(rt::Pool &Pool, Worker &Of) {
  co_await Pool.schedule();
  co_await rt::mainLoop().schedule();
  while (!Of.Stopping) {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Stopping' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:11: note: await an event that is set where 'Stopping' is changed
  }
}

lib::Task<> gotos(Worker &Of) {
again:
  if (!Of.Stopping)
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: this loop waits for 'Stopping' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:8: note: await an event that is set where 'Stopping' is changed
    goto again;
  co_return;
}

// The conditions around the await may well be true at once.
lib::Task<> otherAhead(int *Peer, bool Ready, bool Ended, bool Other) {
  auto Watch = [&Peer] { Peer = nullptr; };
  while (Peer) {
    // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: this loop waits for 'Peer' to change without suspending
    if (!(Ready || Ended))
      co_await turn();
    if (Ready && Other)
      Watch();
  }
}

// There may be nothing in a container.
struct Emptied {
  std::atomic<bool> Runs{true};
  std::vector<int> Items;
  lib::Task<> handles() {
    while (Runs.load()) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Runs' to change without suspending
      for (std::size_t Each = 0; Each < Items.size(); ++Each)
        co_await turn();
    }
  }
};

// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-busy-wait -- -std=c++20

// Loops that suspend on every way round, or come to an end by what they do themselves.

#include "Inputs/runtime.h"
#include <atomic>
#include <chrono>
#include <deque>
#include <list>
#include <mutex>
#include <optional>
#include <queue>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

lib::Task<> flush();
lib::Awaiter<> turn();
lib::Awaiter<int> receive();
bool step();
void work();

struct Service {
  std::atomic<bool> Stopped{false};
  std::atomic<int> Count{0};
  std::vector<int> Items;
  std::queue<int> Queue;
  std::string Buffer;
  std::size_t Position = 0;
  bool Ready = false, Dirty = false;
  int *Cursor = nullptr;
  bool next();
  bool advance();
  void compact() { Dirty = false; }
  bool shrink() {
    Items.pop_back();
    return Items.empty();
  }
  std::optional<int> tryPop();
  lib::Task<int> read();

  // --- It suspends ---
  lib::Task<> suspends() {
    while (!Stopped)
      co_await turn();
    while (!Ready) {
      std::lock_guard<std::mutex> Lock(Mutex);
      co_await receive();
    }
    for (;;) {
      if (co_await receive() == 0)
        break;
      if (Stopped)
        continue;
      work();
    }
    do {
      co_await flush();
    } while (!Stopped);
    while (co_await receive() > 0) {
    }
    while (Items.size() < 3) {
      if (Ready)
        co_await turn();
      else
        co_await flush();
    }
  }

  // --- It comes to an end by itself ---
  lib::Task<> progresses() {
    while (!Items.empty())
      Items.pop_back();
    while (Position < Buffer.size() && Buffer[Position] == ' ')
      ++Position;
    std::size_t I = 0;
    while (I < Items.size() && Items[I] != 0)
      ++I;
    for (std::size_t J = 0; J < Items.size(); ++J) {
    }
    for (int Item : Items)
      if (Item == 0)
        continue;
    while (next()) {
    }
    while (!advance())
      ;
    while (step())
      ;
    while (!shrink()) {
    }
    while (Dirty)
      compact();
    while (!Ready)
      work();
    while (Cursor && *Cursor)
      ++Cursor;
    while (auto Item = tryPop())
      work();
    while (Count.fetch_sub(1) > 0) {
    }
    int Old = Count.load();
    while (!Count.compare_exchange_weak(Old, Old + 1)) {
    }
    do {
      Ready = true;
    } while (!Ready);
    co_await flush();
  }
  lib::Task<> scans(std::string_view Text, const char *End) {
    while (!Text.empty() && Text.front() == ' ')
      Text.remove_prefix(1);
    const char *At = Text.data();
    while (At != End && *At)
      ++At;
    while (true) {
      char C = *At++;
      if (!C)
        break;
    }
    co_await flush();
  }
  // A list walked by hand.
  struct Node {
    Node *Next;
    bool Done;
  };
  lib::Task<> walks(Node *First) {
    for (Node *Each = First; Each; Each = Each->Next)
      if (Each->Done)
        continue;
    Node *Last = First;
    while (Last->Next)
      Last = Last->Next;
    co_await flush();
  }

  // --- Only reported when strict ---
  lib::Task<> aWhile() {
    auto Deadline = std::chrono::steady_clock::now() + std::chrono::seconds(1);
    while (!Stopped && std::chrono::steady_clock::now() < Deadline) {
    }
    for (int Try = 0; Try < 100 && !Stopped; ++Try)
      std::this_thread::yield();
    while (Flag.test_and_set())
      std::this_thread::yield();
    while (Stopped.exchange(true)) {
    }
    co_await flush();
  }
  lib::Task<> polls() {
    while (!Ready)
      co_await rt::yield();
    while (!Ready)
      co_await rt::mainLoop().schedule();
  }

  // --- Not on the event loop ---
  void ordinary() {
    while (!Stopped)
      std::this_thread::yield();
  }
  lib::Generator<int> generator() {
    while (!Stopped) {
    }
    co_yield 1;
  }
  lib::Task<> onPool(rt::Pool &Pool) {
    co_await Pool.schedule();
    while (!Stopped)
      std::this_thread::yield();
  }
  lib::Task<> offloads() {
    co_await rt::offload([this] {
      while (!Stopped)
        std::this_thread::yield();
    });
  }

  // --- Blocking calls are told of by async-blocking-call ---
  lib::Task<> sleeps() {
    while (!Stopped)
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    co_await flush();
  }

  // --- Nobody else can change these ---
  lib::Task<> own(bool Given, const int Limit) {
    bool Local = Given;
    while (Local) {
    }
    while (Limit > 3) {
    }
    for (;;) {
      if (Given)
        break;
      co_await turn();
    }
  }
  // Macros write loops of one turn.
#define ONCE(X)                                                                                    \
  do {                                                                                             \
    X;                                                                                             \
  } while (false)
  lib::Task<> once() {
    ONCE((void)Ready);
    while (Ready) {
      break;
    }
    while (Ready)
      co_return;
    while (!Ready)
      throw 1;
    co_await flush();
  }
  lib::Task<> silenced() {
    while (!Stopped) { // NOLINT(async-busy-wait)
    }
    co_await flush();
  }
  std::mutex Mutex;
  std::atomic_flag Flag;
};

template <typename T> lib::Task<> uninstantiated(T &Of) {
  while (!Of.Stopped) {
  }
  co_return;
}

// The way round without a suspension would need `Stopped` to be both.
struct Retrying {
  bool Stopped = false, Empty = false;
  void stop() { Stopped = true; }
  void fill() { Empty = false; }
  lib::Task<> retry() {
    do {
      if (Empty)
        co_await turn();
      else if (!Stopped)
        co_await turn();
    } while (!Stopped);
  }
};

// Who calls it is not known, or runs elsewhere, too.
class Uploader {
public:
  void ended() { Running.fetch_sub(1); }
  void waitPublicly() {
    while (Running.load() != 0) {
    }
  }
  lib::Task<> finish() {
    waitPublicly();
    waitOnThread();
    co_await flush();
  }
  ~Uploader() { waitOnThread(); }
  lib::Task<> finishAll() {
    waitAnyhow();
    co_await flush();
  }

private:
  virtual void waitAnyhow() {
    while (Running.load() != 0) {
    }
  }
  void waitOnThread() {
    while (Running.load() != 0) {
    }
  }
  std::atomic<int> Running{0};
};

// The way without an await needs `Ready || Ended` to be true and, right behind it, false.
lib::Task<> oneAhead(int *Peer, bool Ready, bool Ended) {
  auto Watch = [&Peer] { Peer = nullptr; };
  while (Peer) {
    if (!(Ready || Ended))
      Ready = co_await receive();
    if (Ready || Ended) {
      Watch();
      Ready = false;
    }
  }
}

// A loop that counts up to a number does its work in each turn of the one around it.
struct Rounds {
  std::atomic<bool> Runs{true};
  std::atomic<int> Left{0};
  lib::Task<> inRounds(int Children) {
    while (Runs.load()) {
      Left = Children;
      for (int Each = 0; Each < Children; ++Each)
        work();
      while (Left.load() > 0)
        co_await turn();
    }
  }
};

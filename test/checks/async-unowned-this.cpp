// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Coroutines that run on by themselves and use an object that nothing keeps alive.

#include "Inputs/runtime.h"
#include <memory>

using lib::Detached;
using lib::Eager;
using lib::Task;

lib::Awaiter<> pause();

class Session : public std::enable_shared_from_this<Session> {
public:
  void start() {
    rt::spawn(run());
    rt::spawn(this->run());
  }
  void startLambda() {
    rt::spawnKept([this]() -> Task<> {
      co_await pause();
      ++Count;
    });
  }
  void startLater() {
    rt::spawn([this] { return run(); });
  }
  Task<> run() {
    ++Count;
    co_await pause();
    ++Count;
  }

  // Nobody can await it, whoever calls it.
  Detached watch() {
    co_await pause();
    ++Count;
  }

  // Locked before the last suspension, not after it.
  Detached recheck() {
    std::weak_ptr<Session> Weak = weak_from_this();
    co_await pause();
    if (auto Self = Weak.lock())
      ++Self->Count;
    co_await pause();
    notify();
  }

  void startEager() { background(); }
  Eager<> background() {
    while (true) {
      co_await pause();
      if (Count > 3)
        co_return;
    }
  }

private:
  void notify();
  int Count = 0;
};

// In-house counting.
template <typename T> class Handle {
public:
  Handle(T *);
  T *operator->() const;
};
template <typename T> class Counted {
public:
  Handle<T> self() { return Handle<T>(static_cast<T *>(this)); }
};

class Job : public Counted<Job> {
public:
  void start() { rt::spawn(run()); }

private:
  Task<> run() {
    co_await pause();
    ++Steps;
  }
  int Steps = 0;
};

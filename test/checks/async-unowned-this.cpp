// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++20

// Coroutines that run on by themselves and use an object that nothing keeps alive.

#include "Inputs/runtime.h"
#include <memory>

using lib::Detached;
using lib::Eager;
using lib::Task;

lib::Awaiter<> tick();

Task<> wrap(Eager<> Work);

class Session : public std::enable_shared_from_this<Session> {
public:
  void start() {
    rt::spawn(run());
    rt::spawn(this->run());
  }
  void startLambda() {
    rt::spawnKept([this]() -> Task<> {
      co_await tick();
      ++Count;
    });
  }
  void startLater() {
    rt::spawn([this] { return run(); });
  }
  Task<> run() {
    ++Count;
    co_await tick();
    ++Count;
  }

  // Nobody can await it, whoever calls it.
  Detached watch() {
    co_await tick();
    ++Count;
  }

  // Locked before the last suspension, not after it.
  Detached recheck() {
    std::weak_ptr<Session> Weak = weak_from_this();
    co_await tick();
    if (auto Self = Weak.lock())
      ++Self->Count;
    co_await tick();
    notify();
  }

  void startEager() { rt::spawn(wrap(background())); }
  Eager<> background() {
    while (true) {
      co_await tick();
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
    co_await tick();
    ++Steps;
  }
  int Steps = 0;
};

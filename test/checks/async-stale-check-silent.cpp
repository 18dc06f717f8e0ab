// RUN: %check_corolint %s %t --profile=strict --checks=-*,async-stale-check -- -std=c++20

// What is not reported of tests and suspensions.

#include "Inputs/task.h"
#include <memory>
#include <vector>

using lib::Task;

Task<> work();
bool condition();
struct Connection {
  Task<> write();
  void flush();
};

class AsyncMutex {
public:
  lib::Awaiter<> lock();
  void unlock();
};

class Client {
public:
  explicit Client(std::unique_ptr<Connection> Given) : Fixed(std::move(Given)) {}

  Task<> testedAgain() {
    if (!Open)
      co_return;
    co_await work();
    if (!Open)
      co_return;
    Open->flush();
  }
  Task<> kept() {
    if (auto Held = Open) {
      co_await work();
      Held->flush();
    }
  }
  Task<> neverChanged() {
    if (!Fixed)
      co_return;
    co_await work();
    Fixed->flush();
  }
  Task<> askedOtherwise() {
    if (!Open)
      co_return;
    co_await work();
    if (Disconnected)
      co_return;
    Open->flush();
  }
  Task<> askedByFunction() {
    Open->flush();
    co_await work();
    if (isOpen())
      Open->flush();
  }
  Task<> setByItself() {
    if (!Open)
      Open = std::make_shared<Connection>();
    co_await work();
  }
  Task<> setAtOnce() {
    if (Connected)
      co_return;
    Connected = true;
    co_await work();
  }
  Task<> locked() {
    co_await Mutex.lock();
    if (!Connected) {
      co_await work();
      Connected = true;
    }
    Mutex.unlock();
  }
  Task<> otherBranch() {
    if (Open)
      Open->flush();
    else
      co_await work();
  }
  void disconnect() {
    Open.reset();
    Disconnected = true;
  }

private:
  bool isOpen() const { return !Disconnected; }
  std::shared_ptr<Connection> Open;
  std::unique_ptr<Connection> Fixed;
  AsyncMutex Mutex;
  bool Connected = false;
  bool Disconnected = false;
};

Task<> local(std::shared_ptr<Connection> Given) {
  if (!Given)
    co_return;
  co_await work();
  Given->flush();
}

// RUN: %check_corolint %s %t --checks=-*,async-stale-check -- -std=c++20

// What is reported by default: owners that other code empties, unannounced.

#include "../Inputs/task.h"
#include <memory>
#include <optional>
#include <utility>
#include <vector>

using lib::Task;

Task<> work();
struct Connection {
  Task<> write();
  void flush();
};
struct Timer {
  void cancel();
};

class Client : public std::enable_shared_from_this<Client> {
public:
  Task<> tested() {
    if (!Open)
      co_return;
    co_await work();
    Open->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Open' is used after a suspension without another test: 'disconnect' may have emptied it meanwhile [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-5]]:10: note: it is tested here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+39]]:5: note: meanwhile 'Open' may be emptied here
  }
  Task<> neverTested() {
    co_await work();
    Maybe->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Maybe' is used after a suspension without a test: 'disconnect' may have emptied it meanwhile [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+33]]:5: note: meanwhile 'Maybe' may be emptied here
  }
  Task<> inLoop() {
    while (true) {
      co_await Taken->write();
      // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'Taken' is used after a suspension without another test: 'disconnect' may have emptied it meanwhile [async-stale-check]
      // CHECK-MESSAGES: :[[@LINE-2]]:16: note: it is used here
      // CHECK-MESSAGES: :[[@LINE-3]]:7: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+26]]:5: note: meanwhile 'Taken' may be emptied here
    }
  }
  Task<> ofAnotherOwner() {
    std::weak_ptr<Client> Weak = weak_from_this();
    co_await work();
    std::shared_ptr<Client> Self = Weak.lock();
    if (!Self)
      co_return;
    Self->Open->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Open' is used after a suspension without a test: 'disconnect' may have emptied it meanwhile [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-6]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+12]]:5: note: meanwhile 'Open' may be emptied here
  }
  Task<> beforeAnySuspension() {
    Open->flush();
    co_await work();
  }
  Task<> kept() {
    std::shared_ptr<Connection> Held = Open;
    co_await work();
    Held->flush();
  }
  void disconnect() {
    Open.reset();
    Maybe = std::nullopt;
    Taken = nullptr;
    std::exchange(Exchanged, nullptr);
  }
  Task<> exchanged() {
    co_await work();
    Exchanged->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Exchanged' is used after a suspension without a test: 'disconnect' may have emptied it meanwhile [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE-7]]:5: note: meanwhile 'Exchanged' may be emptied here
  }

private:
  std::shared_ptr<Connection> Open;
  std::optional<Connection> Maybe;
  std::unique_ptr<Connection> Taken;
  std::shared_ptr<Connection> Exchanged;
};

// Only the strict profile reports these.
class Others {
public:
  Task<> replaced() {
    Open->flush();
    co_await work();
    Open->flush();
  }
  void reconnect() {
    Open.reset();
    Open = std::make_unique<Connection>();
  }
  Task<> cancelled() {
    co_await work();
    Second->flush();
  }
  void stop() {
    Waits.cancel();
    Second.reset();
  }
  Task<> waitedFor() {
    co_await work();
    Third->flush();
  }
  Task<> close() {
    co_await work();
    Third.reset();
  }
  Task<> raw() {
    co_await work();
    Pointer->flush();
  }
  void forget() { Pointer = nullptr; }

private:
  std::unique_ptr<Connection> Open, Second, Third;
  Connection *Pointer = nullptr;
  Timer Waits;
};

class Fixture {
public:
  virtual ~Fixture();
  virtual Task<> run() = 0;
  virtual void tearDown() = 0;
};
class Measured : public Fixture {
  Task<> run() override {
    co_await work();
    Used->flush();
  }
  void tearDown() override { Used.reset(); }
  std::unique_ptr<Connection> Used;
};

// Nor for what a function that does writes, or calls alone; and the objects of one class are none of
// its sibling's.
class MeasuredWithin : public Fixture {
  Task<> run() override {
    co_await [this]() -> Task<> {
      co_await work();
      Used->flush();
    }();
    co_await part();
  }
  Task<> part() {
    co_await work();
    Used->flush();
  }
  void tearDown() override { Used.reset(); }
  std::unique_ptr<Connection> Used;
};
class Shares {
protected:
  std::unique_ptr<Connection> Used;
};
class Sends : Shares {
  Task<> send() {
    co_await work();
    Used->flush();
  }
};
class Clears : protected Shares {
  void clear() { Used.reset(); }
};
class ClearsOften : Clears {
  Task<> send() {
    co_await work();
    Used->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Used' is used after a suspension without a test: 'clear' may have emptied it meanwhile
  }
};

// What is filled again before it is used, and what is given another value, is not empty.
struct Options {
  int Times = 1;
  void apply();
};
class Reconnecting {
public:
  Task<> connect() {
    co_await work();
    Open = std::make_shared<Connection>();
  }
  Task<> filledByACall() {
    co_await connect();
    Open->flush();
  }
  Task<> filledHere() {
    co_await work();
    Maybe.emplace();
    Maybe->flush();
  }
  Task<> refilled() {
    co_await work();
    Other->flush();
  }
  Task<> givenAnother() {
    co_await work();
    Given->apply();
  }
  void disconnect() {
    Open.reset();
    Maybe.reset();
  }
  void renew() {
    Other.reset();
    Other.emplace();
  }
  void restore() { Given = Options{}; }

private:
  std::shared_ptr<Connection> Open;
  std::optional<Connection> Maybe, Other;
  std::optional<Options> Given;
};

// A copy that nobody asks.
class Relay {
public:
  Task<> forward() {
    if (!Upstream)
      co_return;
    co_await work();
    std::shared_ptr<Connection> Stream = Upstream;
    // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'Upstream' is used after a suspension without another test: 'detach' may have emptied it meanwhile [async-stale-check]
    co_await Stream->write();
  }
  Task<> asked() {
    if (!Upstream)
      co_return;
    co_await work();
    auto Stream = Upstream;
    if (Stream)
      co_await Stream->write();
  }
  Task<> handedOn(std::vector<std::shared_ptr<Connection>> &All) {
    co_await work();
    auto Stream = Upstream;
    All.push_back(Stream);
  }
  Task<> takenBefore() {
    if (!Upstream)
      co_return;
    auto Stream = Upstream;
    co_await work();
    Stream->flush();
  }
  void detach() { Upstream.reset(); }

private:
  std::shared_ptr<Connection> Upstream;
};

// To start it and to return is not to wait for it.
class Handler {
public:
  virtual ~Handler();
  virtual void onMessage() = 0;
  virtual void onClosed() = 0;
};
template <typename T> [[clang::annotate("corolint::spawn: {task: 0}")]] void spawn(T Started);
class Answers : public Handler {
  Task<> answer() {
    co_await work();
    Peer->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Peer' is used after a suspension without a test: 'onClosed' may have emptied it meanwhile
  }
  void onMessage() override { spawn(answer()); }
  void onClosed() override { Peer.reset(); }
  std::unique_ptr<Connection> Peer;
};

// Told to stop, and waited for, by functions of other names.
struct Pool {
  Task<> enqueue(int);
  void stopAndJoin();
  void stopwatch();
};
class Pools {
public:
  Task<> scans() {
    co_await First->enqueue(1);
    co_await First->enqueue(2);
    co_await Second->enqueue(1);
    co_await Second->enqueue(2);
    // CHECK-MESSAGES: :[[@LINE-2]]:14: warning: 'Second' is used after a suspension without a test: 'drop' may have emptied it meanwhile [async-stale-check]
  }
  void stop() {
    First->stopAndJoin();
    First.reset();
  }
  void drop() {
    Second->stopwatch();
    Second.reset();
  }

private:
  std::unique_ptr<Pool> First, Second;
};

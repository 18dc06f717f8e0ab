// RUN: %check_corolint %s %t --profile=strict --checks=-*,async-stale-check -- -std=c++20

// What is reported of tests that are acted on after a suspension.

#include "Inputs/task.h"
#include <memory>
#include <optional>
#include <vector>

using lib::Task;

Task<> work();
bool condition();
struct Connection {
  Task<> write();
  void flush();
};

class Client {
public:
  Task<> pointer() {
    if (!Open)
      co_return;
    co_await work();
    co_await Open->write();
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Open' is used after a suspension without another test: 'disconnect' may have emptied it meanwhile [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-5]]:10: note: it is tested here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+52]]:5: note: meanwhile 'Open' may be emptied here
  }
  Task<> usedBefore() {
    Open->flush();
    co_await work();
    Open->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Open' is used after a suspension without another test: 'disconnect' may have emptied it meanwhile [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: it is used here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+43]]:5: note: meanwhile 'Open' may be emptied here
  }
  Task<> rawPointer() {
    if (Raw) {
      co_await work();
      Raw->flush();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Raw' is used after a suspension without another test: 'disconnect' may have replaced it meanwhile [async-stale-check]
      // CHECK-MESSAGES: :[[@LINE-4]]:9: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+35]]:5: note: meanwhile 'Raw' may be replaced here
    }
  }
  Task<> optional() {
    if (!Maybe)
      co_return;
    co_await work();
    Maybe->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Maybe' is used after a suspension without another test: 'disconnect' may have emptied it meanwhile [async-stale-check]
    // CHECK-MESSAGES: :[[@LINE-5]]:10: note: it is tested here
    // CHECK-MESSAGES: :[[@LINE-4]]:5: note: the coroutine may be suspended here
    // CHECK-MESSAGES: :[[@LINE+25]]:5: note: meanwhile 'Maybe' may be emptied here
  }
  Task<> element() {
    while (!Queue.empty()) {
      co_await work();
      Queue.front().flush();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Queue' is used after a suspension without another test: 'disconnect' may have removed from it meanwhile [async-stale-check]
      // CHECK-MESSAGES: :[[@LINE-4]]:13: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the coroutine may be suspended here
      // CHECK-MESSAGES: :[[@LINE+17]]:5: note: meanwhile 'Queue' may be removed from here
      Queue.pop_back();
    }
  }
  Task<> connect() {
    if (!Connected) {
      co_await work();
      Connected = true;
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Connected' is set after a suspension that follows its test: whoever else has passed the test meanwhile does the same [async-stale-check]
      // CHECK-MESSAGES: :[[@LINE-4]]:10: note: it is tested here
      // CHECK-MESSAGES: :[[@LINE-4]]:7: note: the coroutine may be suspended here
    }
  }
  void disconnect() {
    Open.reset();
    Raw = nullptr;
    Maybe.reset();
    Queue.clear();
  }

private:
  std::shared_ptr<Connection> Open;
  Connection *Raw = nullptr;
  std::optional<Connection> Maybe;
  std::vector<Connection> Queue;
  bool Connected = false;
};

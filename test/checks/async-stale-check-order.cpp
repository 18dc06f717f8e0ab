// RUN: %check_corolint %s %t --checks=-*,async-stale-check -- -std=c++20

// What is reported by default: owners that are emptied in nobody's order.

#include "Inputs/task.h"
#include <memory>

using lib::Task;

Task<> work();
template <typename F> void post(F Later);
struct Connection {
  void flush();
};

class Closed {
  std::unique_ptr<Connection> Open;
  Task<> use() {
    co_await work();
    Open->flush();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Open' is used after a suspension without a test: 'disconnect' may have emptied it meanwhile
  }
  void disconnect() { Open.reset(); }
  void start() {
    post([this] { disconnect(); });
  }
};

// Whoever calls it may wait for the other.
class Called {
  std::unique_ptr<Connection> Open;
  Task<> use() {
    co_await work();
    Open->flush();
  }
  void disconnect() { Open.reset(); }
};

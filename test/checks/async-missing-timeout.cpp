// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/network-model.yaml --checks=-*,async-missing-timeout -- -std=c++20

// Waits for a peer that nothing gives a time limit, and waits that are told to have none.

#include "Inputs/network.h"

lib::Task<std::string> greeting(net::Connection &Peer) {
  co_await Peer.connect("host");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'connect' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+2]]:24: note: so does 'read' here
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: so does 'write' here
  auto Line = co_await Peer.read();
  co_await Peer.write(Line);
  co_return Line;
}

// A pause between is no limit.
lib::Task<> retries(net::Connection &Peer) {
  for (int Try = 0; Try < 3; ++Try) {
    co_await net::sleepFor(net::Duration(10));
    co_await Peer.connect("host");
    // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'connect' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  }
}

lib::Task<int> load(net::Time Deadline);
lib::Task<> forEver(net::Connection &Peer) {
  co_await Peer.readUntil(net::Never);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'readUntil' is told to wait for ever: if what it waits for never comes, this coroutine never goes on [async-missing-timeout]
}
lib::Task<> alsoForEver() {
  int Value = co_await load(std::chrono::steady_clock::time_point::max());
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'load' is told to wait for ever: if what it waits for never comes, this coroutine never goes on [async-missing-timeout]
  (void)Value;
}

// What the work is given to limits nothing.
lib::Task<> logged(lib::Task<std::string> Work);
lib::Task<> wrapped(net::Connection &Peer) {
  co_await logged(Peer.read());
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'read' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}

template <typename T> lib::Task<> templated(T &Peer) {
  co_await Peer.read();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'read' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}
template lib::Task<> templated(net::Connection &);

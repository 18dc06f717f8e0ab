// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/network-model.yaml --checks=-*,async-missing-timeout -- -std=c++20

// Waits for a peer that nothing gives a time limit, and waits that are told to have none.

#include "Inputs/network.h"

lib::Task<std::string> greeting(net::Connection &Peer) {
  co_await Peer.connect("host");
  auto Line = co_await Peer.read();
  co_await Peer.write(Line);
  co_return Line;
}

// A pause between is no limit.
lib::Task<> retries(net::Connection &Peer) {
  for (int Try = 0; Try < 3; ++Try) {
    co_await net::sleepFor(net::Duration(10));
    co_await Peer.connect("host");
  }
}

lib::Task<int> load(net::Time Deadline);
lib::Task<> forEver(net::Connection &Peer) {
  co_await Peer.readUntil(net::Never);
}
lib::Task<> alsoForEver() {
  int Value = co_await load(std::chrono::steady_clock::time_point::max());
  (void)Value;
}

// What the work is given to limits nothing.
lib::Task<> logged(lib::Task<std::string> Work);
lib::Task<> wrapped(net::Connection &Peer) {
  co_await logged(Peer.read());
}

template <typename T> lib::Task<> templated(T &Peer) {
  co_await Peer.read();
}
template lib::Task<> templated(net::Connection &);

// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/network-model.yaml --checks=-*,async-missing-timeout -- -std=c++20

// Waits with a time limit, and waits for something else.

#include "Inputs/network.h"
#include <optional>

using namespace std::chrono_literals;

lib::Task<> limited(net::Connection &Peer) {
  co_await net::withTimeout(5s, Peer.read());
  co_await net::firstOf(Peer.read(), net::sleepFor(net::Duration(5)));
  co_await Peer.readUntil(std::chrono::steady_clock::now() + 5s);
  auto Work = Peer.read();
  co_await net::withTimeout(5s, std::move(Work));
  co_await net::withTimeout(5s, [](net::Connection &Peer) -> lib::Task<> {
    co_await Peer.connect("host");
  }(Peer));
}

// The object is told a time, here or elsewhere.
lib::Task<> objectLimited(net::Connection &Peer) {
  Peer.setTimeout(5s);
  co_await Peer.connect("host");
}
class Client {
public:
  Client() { Peer.setTimeout(5s); }
  lib::Task<> run() { co_await Peer.connect("host"); }

private:
  net::Connection Peer;
};

// Its caller sees to it.
lib::Task<std::string> inner(net::Connection &Other) { co_return co_await Other.read(); }
lib::Task<> outer(net::Connection &Other) { co_await net::withTimeout(1s, inner(Other)); }

// A timer of its own.
struct Watchdog {
  explicit Watchdog(net::Duration);
};
lib::Task<> watched(net::Connection &Third) {
  Watchdog Dog(5s);
  co_await Third.read();
}

// No wait for a peer.
lib::Task<int> compute(int);
lib::Task<> others(net::Listener &Of, net::Duration Given) {
  co_await compute(1);
  auto Peer = co_await Of.accept();
  co_await net::sleepFor(Given);
}
lib::Task<> returned(net::Connection &Fourth);
void ordinary(net::Connection &Fifth) { auto Work = Fifth.read(); }
lib::Task<> silenced(net::Connection &Sixth) {
  co_await Sixth.read(); // NOLINT(async-missing-timeout)
}

// A limit that is a member of what it limits.
struct Limited {
  [[clang::annotate("corolint::timeout: -1")]] Limited within(int Ticks) &&;
  bool await_ready();
  void await_suspend(std::coroutine_handle<>);
  void await_resume();
};
[[clang::annotate("corolint::awaits: peer")]] Limited ask();
lib::Task<> inTime() { co_await ask().within(100); }

// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Where this rule is off, async-blocking-call tells of what it knows to block.
// RUN: %corolint --checks=-*,async-blocking-call --no-color --fail-on=never %s -- -std=c++20 | FileCheck %s --check-prefix=BLOCKING
// BLOCKING: warning: 'write' blocks the event loop: it waits for the peer [async-blocking-call]

// In an Asio coroutine the twin is awaited with the token that it needs.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/compose.hpp>
#include <boost/asio/connect.hpp>
#include <boost/asio/deferred.hpp>
#include <boost/asio/experimental/coro.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ip/udp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/streambuf.hpp>
#include <boost/asio/write.hpp>
// CHECK-FIXES-DAG: #include <boost/asio/use_awaitable.hpp>
// CHECK-FIXES-DAG: #include <boost/asio/redirect_error.hpp>
#include <optional>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;
using asio::ip::udp;
using boost::system::error_code;

awaitable<std::size_t> streams(tcp::socket &Socket, asio::streambuf &Lines, char (&Data)[8]) {
  Socket.read_some(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_some' blocks the event loop until it is done; awaiting its asynchronous twin 'async_read_some' would not [async-sync-sibling]
  // CHECK-FIXES: {{^}}  co_await Socket.async_read_some(asio::buffer(Data), asio::use_awaitable);
  std::size_t Length = asio::write(Socket, asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'write' blocks {{.*}} 'async_write' would not
  // CHECK-FIXES: {{^}}  std::size_t Length = co_await asio::async_write(Socket, asio::buffer(Data), asio::use_awaitable);
  Length += read(Socket, asio::buffer(Data), asio::transfer_at_least(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'read' blocks {{.*}} 'async_read' would not
  // CHECK-FIXES: {{^}}  Length += co_await async_read(Socket, asio::buffer(Data), asio::transfer_at_least(1), asio::use_awaitable);
  error_code Error;
  asio::read_until(Socket, Lines, '\n', Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_until' blocks {{.*}} 'async_read_until' would not
  // CHECK-FIXES: {{^}}  co_await asio::async_read_until(Socket, Lines, '\n', asio::redirect_error(asio::use_awaitable, Error));
  co_return Length + Socket.write_some(asio::buffer(Data), Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'write_some' blocks {{.*}} 'async_write_some' would not
  // CHECK-FIXES: {{^}}  co_return Length + co_await Socket.async_write_some(asio::buffer(Data), asio::redirect_error(asio::use_awaitable, Error));
}

awaitable<void> connects(tcp::socket &Socket, tcp::acceptor &Listener, tcp::resolver &Names, udp::socket &Datagrams) {
  for (const auto &Entry : Names.resolve("localhost", "http"))
    // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'resolve' blocks {{.*}} 'async_resolve' would not
    // CHECK-FIXES: {{^}}  for (const auto &Entry : co_await Names.async_resolve("localhost", "http", asio::use_awaitable))
    Socket.connect(Entry);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'connect' blocks {{.*}} 'async_connect' would not
  auto Endpoint = asio::connect(Socket, Names.resolve("localhost", "http"));
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'connect' blocks {{.*}} 'async_connect' would not
  // CHECK-MESSAGES: :[[@LINE-2]]:41: warning: 'resolve' blocks {{.*}} 'async_resolve' would not
  auto Peer = Listener.accept().remote_endpoint();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'accept' blocks {{.*}} 'async_accept' would not
  // CHECK-FIXES: {{^}}  auto Peer = (co_await Listener.async_accept(asio::use_awaitable)).remote_endpoint();
  // Notes the address of the peer, and waits for nothing.
  Datagrams.connect({});
  // Nothing to wait for.
  Socket.shutdown(tcp::socket::shutdown_both);
  Socket.close();
  co_return;
}

// The tokens that sockets may have by default.
using Deferring = asio::deferred_t::as_default_on_t<tcp::socket>;
awaitable<void> defaults(Deferring &Socket, char (&Data)[8]) {
  Socket.receive(asio::buffer(Data));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'receive' blocks {{.*}} 'async_receive' would not
  // CHECK-FIXES: {{^}}  co_await Socket.async_receive(asio::buffer(Data));
  error_code Error;
  Socket.receive(asio::buffer(Data), 0, Error);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'receive' blocks {{.*}} 'async_receive' would not
  // CHECK-FIXES: {{^}}  co_await Socket.async_receive(asio::buffer(Data), 0, asio::redirect_error(asio::use_awaitable, Error));
  co_return;
}

// Their readiness is awaited, or they never block.
awaitable<std::size_t> ready(tcp::socket &Socket, char (&Data)[8]) {
  error_code Error;
  co_await Socket.async_wait(tcp::socket::wait_read, asio::deferred);
  co_return Socket.read_some(asio::buffer(Data), Error);
}
class Session {
public:
  explicit Session(tcp::socket Given) : Peer(std::move(Given)) { Peer.non_blocking(true); }
  awaitable<std::size_t> run(char (&Data)[8]) { co_return Peer.read_some(asio::buffer(Data)); }

private:
  tcp::socket Peer;
};

// A coroutine that cannot await with that token.
asio::experimental::coro<int> coro(asio::steady_timer &Timer) {
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks {{.*}} 'async_wait' would not
  // CHECK-FIXES: {{^}}  Timer.wait();
  co_return;
}

template <typename Stream> awaitable<void> any(Stream &Peer) {
  asio::write(Peer, asio::buffer("x", 1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks {{.*}} 'async_write' would not
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await 'async_write'
  // CHECK-FIXES: {{^}}  asio::write(Peer, asio::buffer("x", 1));
  // CHECK-SUGGESTED: {{^}}  co_await asio::async_write(Peer, asio::buffer("x", 1), asio::use_awaitable);
  co_return;
}
awaitable<void> instance(tcp::socket &Socket) { co_await any(Socket); }

// Operations of one's own: what their handler is given must be what the function returns.
struct Broker {
  asio::any_io_executor Executor;
  int take();
  template <typename Token> auto async_take(Token &&Done) {
    return asio::async_compose<Token, void(error_code, int)>([](auto &Self) { Self.complete({}, 1); }, Done, Executor);
  }
  std::optional<int> acquire();
  template <typename Token> auto async_acquire(Token &&Done) {
    return asio::async_compose<Token, void(error_code, int)>([](auto &Self) { Self.complete({}, 1); }, Done, Executor);
  }
};
awaitable<int> own(Broker &Of) {
  int Taken = Of.take();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'take' blocks {{.*}} 'async_take' would not
  std::optional<int> Acquired = Of.acquire(); // The next free one.
  co_return Taken + *Acquired;
}

// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Operations of Asio, whose functions are a library's: their bodies are not read.

#include <boost/asio.hpp>
#include <exception>
#include <functional>
#include <memory>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<void> work(int Count);
char Buffer[64];

awaitable<void> waits(asio::any_io_executor Ex) {
  asio::steady_timer Timer(Ex, 1s);
  return Timer.async_wait(use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'async_wait' returns refers to 'Timer', which is gone when it runs [async-dangling-return]
  // CHECK-SUGGESTED: {{^}}  co_return co_await Timer.async_wait(use_awaitable);
}
auto waitsDeferred(asio::any_io_executor Ex) {
  asio::steady_timer Timer(Ex, 1s);
  return Timer.async_wait(asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the awaitable that 'async_wait' returns refers to 'Timer', which is gone when it is awaited
}

awaitable<std::size_t> writes(tcp::socket &To) {
  std::string Text = "text";
  return asio::async_write(To, asio::buffer(Text), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the task that 'async_write' returns refers to 'Text', which is gone when it runs
  // CHECK-SUGGESTED: {{^}}  co_return co_await asio::async_write(To, asio::buffer(Text), use_awaitable);
}
awaitable<std::size_t> reads(tcp::socket From) {
  return From.async_read_some(asio::buffer(Buffer), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: the task that 'async_read_some' returns refers to 'From', which is gone when it runs
}
awaitable<std::size_t> readsInto(tcp::socket &From) {
  asio::streambuf Into;
  return asio::async_read_until(From, Into, '\n', use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: the task that 'async_read_until' returns refers to 'Into', which is gone when it runs
}

awaitable<void> handles(int Count) {
  try {
    return work(Count);
    // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: a failure of 'work' never comes to the handler here
  } catch (const std::exception &) {
    return work(0);
  }
}

// Executors and endpoints are copied.
awaitable<void> spawns(asio::any_io_executor Ex) { return asio::co_spawn(Ex, work(1), use_awaitable); }
awaitable<void> spawnsThere(asio::io_context &Context) {
  auto Ex = Context.get_executor();
  return asio::co_spawn(Ex, work(1), use_awaitable);
}
awaitable<void> posts(asio::any_io_executor Ex) { return asio::post(Ex, use_awaitable); }
auto postsDeferred(asio::any_io_executor Ex) { return asio::post(Ex, asio::deferred); }
awaitable<void> connects(tcp::socket &Socket, tcp::endpoint To) { return Socket.async_connect(To, use_awaitable); }
awaitable<std::size_t> readsFromReference(tcp::socket &From) {
  return From.async_read_some(asio::buffer(Buffer), use_awaitable);
}
awaitable<void> calls(std::function<awaitable<void>()> Function) { return Function(); }
template <typename Token> auto composes(std::shared_ptr<tcp::socket> Peer, Token &&Done) {
  auto Ex = Peer->get_executor();
  return asio::async_compose<Token, void(boost::system::error_code)>([Peer](auto &Self) { Self.complete({}); }, Done, Ex);
}
awaitable<void> composed(std::shared_ptr<tcp::socket> Peer) { co_await composes(Peer, use_awaitable); }
awaitable<std::size_t> readsAsTuple(tcp::socket &From) {
  return [](awaitable<std::tuple<boost::system::error_code, std::size_t>>) -> awaitable<std::size_t> { co_return 0; }(
      From.async_read_some(asio::buffer(Buffer), asio::as_tuple(use_awaitable)));
}

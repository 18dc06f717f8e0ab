// RUN: %check_corolint %s %t -- -std=c++20
// REQUIRES: boost-asio

// What the model of Asio makes of the real headers of Boost.Asio and Beast.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/co_spawn.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/websocket.hpp>
#include <thread>
#include <vector>

namespace asio = boost::asio;
namespace beast = boost::beast;
using asio::awaitable;
using namespace std::chrono_literals;
using namespace asio::experimental::awaitable_operators;

awaitable<int> load(int);
awaitable<void> store(int);

// --- Operations and coroutines ---

awaitable<void> drops(asio::ip::tcp::socket &Socket, char (&Buffer)[8]) {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  Socket.async_read_some(asio::buffer(Buffer), asio::experimental::use_promise);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_read_some' is never awaited: what it started is cancelled at once [async-unawaited-result]
  Socket.async_read_some(asio::buffer(Buffer), asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_read_some' is never awaited: the operation it returns never starts [async-unawaited-result]
  load(1) && load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator&&' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  load(1) || load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator||' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await (load(1) && load(2));
  co_await (load(1) || load(2));
  Socket.async_read_some(asio::buffer(Buffer), asio::detached);
  auto Promise = Socket.async_read_some(asio::buffer(Buffer), asio::experimental::use_promise);
  co_await Promise(asio::use_awaitable);
}

// --- What blocks ---

awaitable<void> waits(asio::io_context &Context, asio::steady_timer &Timer, asio::thread_pool &Pool) {
  Context.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' waits on the event loop for asynchronous work: it runs an event loop inside a handler [async-sync-wait]
  Context.poll();
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop until it is done; awaiting its asynchronous twin 'async_wait' would not [async-sync-sibling]
  Pool.attach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'attach' blocks the event loop: it makes this thread one of the pool's until the pool is stopped [async-blocking-call]
  Pool.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the event loop: it waits for every thread of the pool, for ever if called on one of them [async-blocking-call]
  co_return;
}

awaitable<void> talks(asio::ip::tcp::socket &Tcp, asio::ip::udp::socket &Udp, asio::ip::icmp::socket &Raw,
                      asio::posix::stream_descriptor &Descriptor, beast::websocket::stream<asio::ip::tcp::socket> &Web) {
  Tcp.connect({});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the event loop until it is done; awaiting its asynchronous twin 'async_connect' would not [async-sync-sibling]
  co_await Tcp.async_connect({}, asio::use_awaitable);
  Udp.connect({}); // A datagram has no connection to wait for.
  Raw.connect({});
  Udp.wait(asio::ip::udp::socket::wait_read);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop until it is done; awaiting its asynchronous twin 'async_wait' would not [async-sync-sibling]
  Descriptor.wait(asio::posix::stream_descriptor::wait_read);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop until it is done; awaiting its asynchronous twin 'async_wait' would not [async-sync-sibling]
  asio::ip::tcp::iostream Stream("localhost", "daytime");
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'basic_socket_iostream' blocks the event loop: it asks the name service, then waits for the peer [async-blocking-call]
  asio::ip::tcp::iostream Later;
  Later.connect("localhost", "daytime");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the event loop: it asks the name service, then waits for the peer [async-blocking-call]
  Web.ping({});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ping' blocks the event loop until it is done; awaiting its asynchronous twin 'async_ping' would not [async-sync-sibling]
  Web.pong({});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'pong' blocks the event loop until it is done; awaiting its asynchronous twin 'async_pong' would not [async-sync-sibling]
  co_await Web.async_pong({}, asio::use_awaitable);
}

// --- Executors ---

awaitable<void> switches(asio::thread_pool &Pool, asio::io_context &Context, asio::io_context::strand &Strand) {
  co_await asio::post(asio::bind_executor(Pool, asio::use_awaitable));
  std::this_thread::sleep_for(1s);
  co_await asio::post(asio::bind_executor(Context, asio::use_awaitable));
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_await asio::post(asio::bind_executor(Pool, asio::use_awaitable));
  std::this_thread::sleep_for(1s);
  co_await asio::post(asio::bind_executor(Strand, asio::use_awaitable));
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

// A token names no executor: the coroutine goes on where it was.
awaitable<void> yields(asio::use_awaitable_t<> Token) {
  co_await asio::post(Token);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

// --- Tasks ---

void spawns(asio::io_context &Context, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    asio::co_spawn(Context, store(Number), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

asio::experimental::coro<void> resumes(asio::io_context &, int);
void spawnsOthers(asio::io_context &Context, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    asio::experimental::co_spawn(resumes(Context, Number), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

awaitable<void> bounded(asio::experimental::channel<void(boost::system::error_code)> &Places, std::vector<int> Numbers) {
  auto Executor = co_await asio::this_coro::executor;
  for (int Number : Numbers) {
    co_await Places.async_send(boost::system::error_code(), asio::use_awaitable);
    asio::co_spawn(Executor, store(Number), asio::detached);
  }
}

// --- An error code that a variable is given is not thrown ---

awaitable<void> redirected(asio::ip::udp::socket &Socket) {
  boost::system::error_code Error;
  co_await Socket.async_wait(asio::socket_base::wait_read, asio::redirect_error(asio::use_awaitable, Error));
}
awaitable<void> throws(asio::ip::udp::socket &Socket) {
  co_await Socket.async_wait(asio::socket_base::wait_read, asio::use_awaitable);
}
void startsRedirected(asio::io_context &Context, asio::ip::udp::socket &Socket, boost::system::error_code &Error) {
  asio::co_spawn(Context, redirected(Socket), asio::detached);
  asio::co_spawn(Context, throws(Socket), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'throws' is swallowed: 'co_spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // What a coroutine throws is no error code.
  asio::co_spawn(Context, throws(Socket), asio::redirect_error(asio::detached, Error));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'throws' is swallowed: 'co_spawn' starts it so that nobody hears of its end [async-unobserved-failure]
}

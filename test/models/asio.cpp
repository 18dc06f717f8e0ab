// RUN: %check_corolint %s %t -- -std=c++20
// REQUIRES: boost-asio

// What the model of Asio makes of the real headers of Boost.Asio.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/channel.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#include <thread>
#include <vector>

namespace asio = boost::asio;
using asio::awaitable;
using namespace std::chrono_literals;
using namespace asio::experimental::awaitable_operators;

awaitable<int> load(int);
awaitable<void> store(int);

awaitable<void> drops(asio::ip::tcp::socket &Socket, char (&Buffer)[8]) {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  Socket.async_read_some(asio::buffer(Buffer), asio::experimental::use_promise);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_read_some' is never awaited: what it started is cancelled at once [async-unawaited-result]
  load(1) && load(2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator&&' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await (load(1) && load(2));
}

awaitable<void> waits(asio::io_context &Context, asio::steady_timer &Timer) {
  Context.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs an event loop inside a handler [async-blocking-call]
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it suspends the whole thread until the timer expires [async-blocking-call]
  co_return;
}

awaitable<void> switches(asio::thread_pool &Pool, asio::io_context &Context) {
  co_await asio::post(asio::bind_executor(Pool, asio::use_awaitable));
  std::this_thread::sleep_for(1s);
  co_await asio::post(asio::bind_executor(Context, asio::use_awaitable));
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}

void spawns(asio::io_context &Context, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    asio::co_spawn(Context, store(Number), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

awaitable<void> bounded(asio::experimental::channel<void(boost::system::error_code)> &Places, std::vector<int> Numbers) {
  auto Executor = co_await asio::this_coro::executor;
  for (int Number : Numbers) {
    co_await Places.async_send(boost::system::error_code(), asio::use_awaitable);
    asio::co_spawn(Executor, store(Number), asio::detached);
  }
}

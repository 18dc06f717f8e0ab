// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Common pitfall 1: mixing sync and async code incorrectly. A coroutine that
// waits for asynchronous work the way ordinary code does holds its loop's
// thread, and deadlocks when that thread is the one to do the work.

#include <boost/asio.hpp>
#include <chrono>
#include <future>
#include <string>
#include <thread>

namespace asio = boost::asio;
using asio::awaitable;
using namespace std::chrono_literals;

awaitable<std::string> fetch(std::string Url);
void crunch();
void show(const std::string &Text);

// Bad: a future is waited for inside a coroutine.

awaitable<std::string> waitsForFuture(asio::io_context &Io) {
  std::future<std::string> Reply =
      asio::co_spawn(Io, fetch("https://a.example"), asio::use_future);
  co_return Reply.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: {{.*}} [async-sync-wait]
}

awaitable<void> waitsWithTimeLimit(asio::io_context &Io) {
  auto Reply = asio::co_spawn(Io, fetch("https://a.example"), asio::use_future);
  if (Reply.wait_for(5s) != std::future_status::ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} [async-sync-wait]
    show("late");
  co_return;
}

awaitable<void> waitsForThread() {
  std::thread Worker(crunch);
  Worker.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-sync-wait]
  co_return;
}

// Bad: the wait hides behind an ordinary function. It is reported where the
// coroutine calls it.

std::string fetchNow(asio::io_context &Io) {
  return asio::co_spawn(Io, fetch("https://b.example"), asio::use_future).get();
}

awaitable<void> waitsThroughFunction(asio::io_context &Io) {
  show(fetchNow(Io));
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: {{.*}} [async-sync-wait]
  co_return;
}

// Good: await the coroutine.

awaitable<std::string> awaits() {
  co_return co_await fetch("https://a.example");
}

// Good: await it on the executor it belongs to.

awaitable<void> awaitsElsewhere(asio::io_context &Io) {
  show(co_await asio::co_spawn(Io, fetch("https://b.example"),
                               asio::use_awaitable));
}

// Good: asks and does not wait; names the type of a wait without one.

awaitable<void> asks(std::future<std::string> &Reply) {
  decltype(Reply.get()) Text = co_await fetch("https://a.example");
  if (Reply.wait_for(0s) == std::future_status::ready)
    show(Text);
}

// Good: ordinary code outside the loop may wait.

int ordinary(asio::io_context &Io) {
  auto Reply = asio::co_spawn(Io, fetch("https://a.example"), asio::use_future);
  std::thread Loop([&Io] { Io.run(); });
  show(Reply.get());
  Loop.join();
  return 0;
}

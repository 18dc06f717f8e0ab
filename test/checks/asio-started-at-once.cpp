// REQUIRES: boost-asio
// RUN: %check_corolint %s %t --checks=-*,async-dangling-argument,async-dangling-capture -- -std=c++20

// What co_spawn starts on its caller's own executor runs until it is suspended before the call returns.

#include <boost/asio.hpp>
#include <utility>

namespace asio = boost::asio;
using asio::awaitable;
using asio::ip::tcp;

awaitable<void> serve(tcp::socket &);

awaitable<void> takes(tcp::socket &&Given) {
  tcp::socket Own(std::move(Given));
  co_await serve(Own);
}
awaitable<void> keeps(tcp::socket &&Given) {
  co_await serve(Given);
  Given.close();
}

awaitable<void> accepts(tcp::acceptor &From) {
  auto Executor = co_await asio::this_coro::executor;
  for (;;) {
    tcp::socket First = co_await From.async_accept(asio::use_awaitable);
    asio::co_spawn(Executor, takes(std::move(First)), asio::detached);
    tcp::socket Second = co_await From.async_accept(asio::use_awaitable);
    asio::co_spawn(Executor, keeps(std::move(Second)), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: the task that 'keeps' makes refers to 'Second', which is gone when it is resumed [async-dangling-argument]
    // CHECK-MESSAGES: :[[@LINE-3]]:17: note: 'Second' ends with its scope
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: 'co_spawn' starts it, and nothing here waits for it
    // CHECK-MESSAGES: :[[@LINE-13]]:3: note: 'keeps' uses 'Given' here, after it may have been suspended
    // CHECK-MESSAGES: :[[@LINE-16]]:37: note: take 'Given' by value, so that the coroutine has its own
  }
}
awaitable<void> closures(int Number) {
  auto Executor = co_await asio::this_coro::executor;
  asio::co_spawn(Executor, [Number]() -> awaitable<void> {
    if (Number)
      co_return;
    co_await asio::this_coro::executor;
  }(), asio::detached);
  asio::co_spawn(Executor, [Number](tcp::socket &To) -> awaitable<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: the coroutine uses 'Number', captured in a closure that is gone when it is resumed [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-2]]:28: note: the closure ends with this full expression
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'co_spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+3]]:9: note: it is used here, after a suspension
  // CHECK-MESSAGES: :[[@LINE-5]]:28: note: to keep it until the coroutine has ended: 'boost::asio::co_spawn', given the lambda itself instead of its result
    co_await serve(To);
    if (Number)
      To.close();
  }(*new tcp::socket(Executor)), asio::detached);
}
// Before the loop runs nothing does.
void starts(asio::io_context &Loop, tcp::socket Given) {
  asio::co_spawn(Loop, takes(std::move(Given)), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: the task that 'takes' makes refers to 'Given', which is gone when it runs [async-dangling-argument]
  // CHECK-MESSAGES: :[[@LINE-3]]:49: note: 'Given' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'co_spawn' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE-46]]:29: note: 'takes' uses 'Given' here, when it runs
  // CHECK-MESSAGES: :[[@LINE-48]]:37: note: take 'Given' by value, so that the coroutine has its own
}

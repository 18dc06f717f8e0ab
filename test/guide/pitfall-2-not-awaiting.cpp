// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Common pitfall 2: not awaiting coroutines. An asio::awaitable is lazy: when
// nobody awaits or spawns it, its body never runs.

#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/promise.hpp>
#include <boost/asio/experimental/use_promise.hpp>
#include <chrono>
#include <exception>
#include <string>
#include <tuple>
#include <variant>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using namespace std::chrono_literals;

awaitable<void> refresh();
awaitable<std::string> fetch(std::string Url);
awaitable<awaitable<void>> prepare();
void log(std::string Text);

constexpr auto Rethrow = [](std::exception_ptr E) {
  if (E)
    std::rethrow_exception(E);
};

// Bad: the coroutine is called and forgotten.

awaitable<void> forgets() {
  refresh();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
  fetch("https://a.example");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
  co_return;
}

// Bad: silencing the compiler does not make a lazy coroutine run.

awaitable<void> silences() {
  (void)refresh();
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: {{.*}} [async-unawaited-result]
  std::ignore = refresh();
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: {{.*}} [async-unawaited-result]
  refresh(), log("refreshed");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
  co_return;
}

// Bad: operations that only look as if they had been started.

awaitable<void> startsNothing() {
  auto Ex = co_await asio::this_coro::executor;
  asio::steady_timer Timer(Ex, 1s);
  Timer.async_wait(use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
  Timer.async_wait(asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
  Timer.async_wait(asio::experimental::use_promise);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
  asio::co_spawn(Ex, refresh(), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
}

// Bad: a time limit that nobody awaits limits nothing.

awaitable<void> limitsNothing() {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer Timer(co_await asio::this_coro::executor, 5s);
  refresh() || Timer.async_wait(use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
}

// Bad: what was awaited is itself a coroutine.

awaitable<void> awaitsOnce() {
  co_await prepare();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
}

// Bad: ordinary code cannot await; it has to spawn.

void onClick(asio::io_context &Io) {
  refresh();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-unawaited-result]
  asio::post(Io, [] { refresh(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: {{.*}} [async-unawaited-result]
}

// Good: awaited.

awaitable<void> awaits() {
  co_await refresh();
  log(co_await fetch("https://a.example"));
  co_await co_await prepare();
}

// Good: the guide's timeout, with both alternatives awaited together.

awaitable<bool> limits() {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer Timer(co_await asio::this_coro::executor, 5s);
  auto First = co_await (refresh() || Timer.async_wait(use_awaitable));
  co_return First.index() == 0;
}

// Good: spawned, with somebody to hear of a failure.

void onClickSpawns(asio::io_context &Io) {
  asio::co_spawn(Io, refresh(), Rethrow);
  asio::post(Io, [&Io] { asio::co_spawn(Io, refresh(), Rethrow); });
}

// Good: handed on.

awaitable<void> handsOn() { return refresh(); }

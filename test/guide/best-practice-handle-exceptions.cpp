// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Best practice: handle exceptions properly. The counterpart of
// gather(*tasks, return_exceptions=True) is a parallel group, and each of its
// failures has to be looked at.

#include <array>
#include <boost/asio.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/experimental/parallel_group.hpp>
#include <chrono>
#include <exception>
#include <optional>
#include <string>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using asio::experimental::make_parallel_group;
using asio::experimental::wait_for_all;
using namespace std::chrono_literals;

awaitable<std::string> fetch(std::string Url);
void process(const std::string &Page);
void logFailure(const char *What);

auto later(asio::any_io_executor Ex, std::string Url) {
  return asio::co_spawn(Ex, fetch(std::move(Url)), asio::deferred);
}

// Bad: pages are processed whether they came or not.

awaitable<void> processesBlindly() {
  auto Ex = co_await asio::this_coro::executor;
  std::array Pages{later(Ex, "https://a.example"), later(Ex, "https://b.example")};
  auto Group = make_parallel_group(std::move(Pages));
  auto [Order, Failures, Texts] =
      co_await Group.async_wait(wait_for_all(), use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: {{.*}} [async-unhandled-gather]
  for (const std::string &Text : Texts)
    process(Text);
}

// Bad: a try around a gather that cannot throw catches nothing.

awaitable<void> triesInVain() {
  auto Ex = co_await asio::this_coro::executor;
  try {
    auto Group = make_parallel_group(later(Ex, "https://a.example"),
                                     later(Ex, "https://b.example"));
    co_await Group.async_wait(wait_for_all(), use_awaitable);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-unhandled-gather]
  } catch (const std::exception &E) {
    logFailure(E.what());
  }
}

// Good: the guide's form. Each outcome is a failure or a page.

void report(std::exception_ptr Failure) {
  try {
    std::rethrow_exception(Failure);
  } catch (const std::exception &E) {
    logFailure(E.what());
  }
}

awaitable<void> looksAtEach() {
  auto Ex = co_await asio::this_coro::executor;
  std::array Pages{later(Ex, "https://a.example"), later(Ex, "https://b.example")};
  auto Group = make_parallel_group(std::move(Pages));
  auto [Order, Failures, Texts] =
      co_await Group.async_wait(wait_for_all(), use_awaitable);
  for (std::size_t I = 0; I != Texts.size(); ++I)
    if (Failures[I])
      report(Failures[I]);
    else
      process(Texts[I]);
}

// Good: one failure fails all, and the try sees it.

awaitable<void> throwsTogether() {
  using namespace asio::experimental::awaitable_operators;
  try {
    auto [A, B] =
        co_await (fetch("https://a.example") && fetch("https://b.example"));
    process(A);
    process(B);
  } catch (const std::exception &E) {
    logFailure(E.what());
    throw;
  }
}

// Good: the guide's timeout. The loser is cancelled, a failure is thrown.

awaitable<std::optional<std::string>> fetchWithin(std::string Url) {
  using namespace asio::experimental::awaitable_operators;
  asio::steady_timer Limit(co_await asio::this_coro::executor, 5s);
  auto First = co_await (fetch(Url) || Limit.async_wait(use_awaitable));
  if (First.index() == 1) {
    logFailure("timed out");
    co_return std::nullopt;
  }
  co_return std::get<0>(std::move(First));
}

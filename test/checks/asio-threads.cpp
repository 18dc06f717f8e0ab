// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Completion handlers run on the event loop as well; what a thread pool runs does not.

#include <boost/asio.hpp>
#include <chrono>
#include <thread>
#include <unistd.h>
#include <vector>

namespace asio = boost::asio;
using namespace std::chrono_literals;

asio::awaitable<void> fetch(int);
void slowly() { ::sleep(1); }

// --- On a pool ---

asio::awaitable<void> pools(asio::thread_pool &Pool) {
  co_await asio::co_spawn(
      Pool,
      []() -> asio::awaitable<void> {
        ::sleep(1);
        co_return;
      },
      asio::use_awaitable);
  auto Executor = Pool.get_executor();
  asio::co_spawn(
      Executor,
      []() -> asio::awaitable<void> {
        slowly();
        co_return;
      },
      asio::detached);
  co_await asio::post(Pool, asio::use_awaitable);
  ::sleep(1);
  co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
}
void posts(asio::thread_pool &Pool) {
  asio::post(Pool, [] { ::sleep(1); });
  asio::post(Pool.get_executor(), slowly);
}
void strands(asio::thread_pool &Pool) {
  asio::co_spawn(
      asio::make_strand(Pool),
      []() -> asio::awaitable<void> {
        ::sleep(1);
        co_return;
      },
      asio::detached);
}

// --- On the loop ---

// Asking for the executor never suspends, and so paces no loop.
asio::awaitable<void> spawns(std::vector<int> Numbers) {
  for (int Number : Numbers) {
    auto Executor = co_await asio::this_coro::executor;
    asio::co_spawn(Executor, fetch(Number), [](std::exception_ptr Failure) {
      // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task per turn of this loop
      if (Failure)
        std::rethrow_exception(Failure);
    });
  }
}

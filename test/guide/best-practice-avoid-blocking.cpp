// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// Best practice: avoid blocking operations. A sleep in a coroutine stops its
// whole loop; a timer stops the coroutine alone. Long computations and calls
// that cannot help blocking go to a thread pool.

#include <boost/asio.hpp>
#include <chrono>
#include <thread>
#include <unistd.h>

namespace asio = boost::asio;
using asio::awaitable;
using asio::use_awaitable;
using namespace std::chrono_literals;

bool ready();
long crunch(int Input);

// Bad: sleeps.

awaitable<void> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-blocking-call]
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-blocking-call]
  ::usleep(1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-blocking-call]
  co_return;
}

// Bad: sleeps some calls further down.

void pause(int Attempt) { std::this_thread::sleep_for(Attempt * 100ms); }
void backOff(int Attempt) { pause(Attempt * Attempt); }

awaitable<void> sleepsDeepDown() {
  for (int Attempt = 1; !ready(); ++Attempt)
    backOff(Attempt);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: {{.*}} [async-blocking-call]
  co_return;
}

// Good: a timer.

awaitable<void> waits() {
  co_await asio::steady_timer(co_await asio::this_coro::executor, 1s)
      .async_wait(use_awaitable);
}

awaitable<void> backsOffAsync() {
  asio::steady_timer Timer(co_await asio::this_coro::executor);
  for (int Attempt = 1; !ready(); ++Attempt) {
    Timer.expires_after(Attempt * 100ms);
    co_await Timer.async_wait(use_awaitable);
  }
}

// Good: a thread pool does the long work.

awaitable<long> computesOnPool(asio::thread_pool &Pool, int Input) {
  co_return co_await asio::co_spawn(
      Pool,
      [Input]() -> awaitable<long> {
        std::this_thread::sleep_for(10ms);
        co_return crunch(Input);
      },
      use_awaitable);
}

// Good: the coroutine itself moves to the pool, and back.

awaitable<long> movesToPool(asio::thread_pool &Pool, int Input) {
  co_await asio::post(asio::bind_executor(Pool, use_awaitable));
  std::this_thread::sleep_for(10ms);
  long Result = crunch(Input);
  co_await asio::post(use_awaitable);
  co_return Result;
}

// Bad: back on the loop, the same rules hold again.

awaitable<void> movesBack(asio::thread_pool &Pool) {
  co_await asio::post(asio::bind_executor(Pool, use_awaitable));
  std::this_thread::sleep_for(10ms);
  co_await asio::post(use_awaitable);
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} [async-blocking-call]
}

// Good: ordinary functions, and threads of their own.

void ordinary() { std::this_thread::sleep_for(1s); }

std::thread ownThread() {
  return std::thread([] { std::this_thread::sleep_for(1s); });
}

// REQUIRES: boost-asio
// RUN: %check_corolint %s %t -- -std=c++20

// In an Asio coroutine a sleep becomes its timer, which keeps what the program does; for other blocking calls a thread pool is
// suggested.

#include <boost/asio/awaitable.hpp>
#include <boost/asio/io_context.hpp>
// CHECK-FIXES-DAG: #include <boost/asio/steady_timer.hpp>
// CHECK-FIXES-DAG: #include <boost/asio/use_awaitable.hpp>
// CHECK-SUGGESTED-DAG: #include <boost/asio/steady_timer.hpp>
// CHECK-SUGGESTED-DAG: #include <boost/asio/co_spawn.hpp>
// CHECK-SUGGESTED-DAG: #include <boost/asio/use_awaitable.hpp>
#include <boost/asio/this_coro.hpp>
#include <chrono>
#include <cstdlib>
#include <future>
#include <thread>
#include <unistd.h>

namespace asio = boost::asio;
using namespace std::chrono_literals;

// --- Sleeps ---

#define DELAY 5ms

asio::awaitable<void> sleeps(int Count, std::chrono::milliseconds Pause) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await asio::steady_timer(co_await asio::this_coro::executor, 1s).async_wait(asio::use_awaitable);
  std::this_thread::sleep_for(Pause * Count);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: {{^}}  co_await asio::steady_timer(co_await asio::this_coro::executor, Pause * Count).async_wait(
  std::this_thread::sleep_for(std::chrono::hours{1} + 5min);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: steady_timer(co_await asio::this_coro::executor, std::chrono::hours{1} + 5min).async_wait(
  std::this_thread::sleep_for(DELAY);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: steady_timer(co_await asio::this_coro::executor, DELAY).async_wait(
  std::this_thread::sleep_for(DELAY * Count);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: steady_timer(co_await asio::this_coro::executor, DELAY * Count).async_wait(
  ::sleep(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  // CHECK-FIXES: steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(3)).async_wait(
  usleep(Count * 1000);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  // CHECK-FIXES: steady_timer(co_await asio::this_coro::executor, std::chrono::microseconds(Count * 1000)).async_wait(
  (void)::sleep(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sleep' blocks
  // CHECK-FIXES: steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(4)).async_wait(
  if (Count)
    ::sleep(5);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks
    // CHECK-FIXES: {{^}}    co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::seconds(5)).async_wait(
  for (; Count--; ::usleep(6))
    // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'usleep' blocks
    // CHECK-FIXES: for (; Count--; co_await asio::steady_timer(co_await asio::this_coro::executor, std::chrono::microseconds(6)).async_wait(
    ;
  try {
    std::this_thread::sleep_for(7s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
    // CHECK-FIXES: steady_timer(co_await asio::this_coro::executor, 7s).async_wait(
  } catch (...) {
    std::this_thread::sleep_for(8s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
    // CHECK-FIXES: {{^}}    std::this_thread::sleep_for(8s);
  }
  co_return;
}

asio::awaitable<unsigned> kept(std::chrono::duration<double> Pause) {
  std::this_thread::sleep_for(Pause);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_for(Pause);
  std::this_thread::sleep_for(1s * 0.5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_for(1s * 0.5);
  unsigned Left = ::sleep(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'sleep' blocks
  // CHECK-FIXES: {{^}}  unsigned Left = ::sleep(3);
  if (usleep(5))
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'usleep' blocks
    // CHECK-FIXES: {{^}}  if (usleep(5))
    ++Left;
  co_return Left + ::sleep(4);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'sleep' blocks
  // CHECK-FIXES: {{^}}  co_return Left + ::sleep(4);
}

asio::awaitable<void> until(std::chrono::steady_clock::time_point Deadline, bool Late) {
  std::this_thread::sleep_until(Deadline);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  // CHECK-FIXES: {{^}}  co_await asio::steady_timer(co_await asio::this_coro::executor, Deadline - std::chrono::steady_clock::now()).async_wait(
  std::this_thread::sleep_until(Late ? Deadline : Deadline + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  // CHECK-FIXES: steady_timer(co_await asio::this_coro::executor, (Late ? Deadline : Deadline + 1s) - std::chrono::steady_clock::now()).async_wait(
  std::this_thread::sleep_until(std::chrono::steady_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  // CHECK-FIXES: steady_timer(co_await asio::this_coro::executor, (std::chrono::steady_clock::now() + 1s) - std::chrono::steady_clock::now()).async_wait(
  // A clock that can be set, and a moment between two of the clock's ticks.
  std::this_thread::sleep_until(std::chrono::system_clock::now() + 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_until(std::chrono::system_clock::now() + 1s);
  std::this_thread::sleep_until(Deadline + std::chrono::duration<long, std::pico>(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_until' blocks
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_until(Deadline + std::chrono::duration<long, std::pico>(1));
  co_return;
}

#define PAUSE(Seconds) ::sleep(Seconds)
asio::awaitable<void> elsewhere() {
  PAUSE(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  // CHECK-FIXES: {{^}}  PAUSE(1);
  auto Lambda = []() -> asio::awaitable<void> {
    std::this_thread::sleep_for(2s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks
    // CHECK-FIXES: {{^}}    co_await asio::steady_timer(co_await asio::this_coro::executor, 2s).async_wait(
    co_return;
  };
  co_await Lambda();
  // No coroutine: an await may not stand in it.
  [] { std::this_thread::sleep_for(3s); }();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: {{.*}} blocks
  // CHECK-FIXES: [] { std::this_thread::sleep_for(3s); }();
}

// --- Everything else: the system's thread pool ---

void fsyncs() { ::sync(); }
int runs(const char *Command) { return std::system(Command); }

asio::awaitable<int> offloads(std::future<int> &F, std::future<void> &G, std::thread &T) {
  T.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' waits on the event loop
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  // CHECK-FIXES: {{^}}  T.join();
  // CHECK-SUGGESTED: {{^}}  co_await asio::co_spawn(asio::system_executor(), [&]() -> asio::awaitable<void> { T.join(); co_return; }, asio::use_awaitable);
  G.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' waits on the event loop
  // CHECK-SUGGESTED: [&]() -> asio::awaitable<void> { G.get(); co_return; }
  int Value = F.get();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'get' waits on the event loop
  // CHECK-SUGGESTED: {{^}}  int Value = co_await asio::co_spawn(asio::system_executor(), [&]() -> asio::awaitable<int> { co_return F.get(); }, asio::use_awaitable);
  fsyncs();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fsyncs' blocks
  // CHECK-SUGGESTED: awaitable<void> { fsyncs(); co_return; }
  Value += runs("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'runs' blocks
  // CHECK-SUGGESTED: {{^}}  Value += co_await asio::co_spawn(asio::system_executor(), [&]() -> asio::awaitable<int> { co_return runs("true"); }, asio::use_awaitable);
  if (std::system("false") && Value)
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'system' blocks
    // CHECK-SUGGESTED: {{^}}  if (co_await asio::co_spawn(
    co_return 1;
  co_return runs("ls");
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'runs' blocks
  // CHECK-SUGGESTED: {{^}}  co_return co_await asio::co_spawn(
}

struct Server {
  std::thread Worker;
  asio::awaitable<void> stop() {
    Worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'join' waits on the event loop
    // CHECK-SUGGESTED: {{^}}    co_await asio::co_spawn(asio::system_executor(), [&]() -> asio::awaitable<void> { Worker.join(); co_return; }
    co_return;
  }
};

// --- Where the await would not compile, or stands where none may: no safe fix. ---

int work();
asio::awaitable<void> fractions(double Seconds) {
  usleep(0.5 * 1e6);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  // CHECK-FIXES: {{^}}  usleep(0.5 * 1e6);
  usleep(Seconds * 1e6);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'usleep' blocks
  // CHECK-FIXES: {{^}}  usleep(Seconds * 1e6);
  co_return;
}
// Both arms of ?: must have one type.
asio::awaitable<void> arms(bool Slow) {
  Slow ? usleep(5) : work();
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'usleep' blocks
  // CHECK-FIXES: {{^}}  Slow ? usleep(5) : work();
  co_return;
}
// [expr.await]/3: not in the initialiser of a static local, which clang 22 takes all the same.
asio::awaitable<int> statics() {
  static int Result = std::system("true");
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'system' blocks
  // CHECK-SUGGESTED: {{^}}  static int Result = std::system("true");
  co_return Result;
}
// Awaits only its own kind.
asio::awaitable<void, asio::io_context::executor_type> ownExecutor() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks
  // CHECK-FIXES: {{^}}  ::sleep(1);
  // CHECK-SUGGESTED: {{^}}  ::sleep(1);
  co_return;
}
// A duration finer than the timer's.
asio::awaitable<void> fine(std::chrono::duration<long, std::pico> Pause) {
  std::this_thread::sleep_for(Pause);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: {{^}}  std::this_thread::sleep_for(Pause);
  co_return;
}

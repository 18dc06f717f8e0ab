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
  co_await asio::post(asio::bind_executor(Pool, asio::use_awaitable));
  ::sleep(1);
  co_await asio::post(asio::use_awaitable);
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

// A coroutine that is started nowhere else.
asio::awaitable<void> onlyOnPool() {
  ::sleep(1);
  co_return;
}
void startsOnPool(asio::thread_pool &Pool) { asio::co_spawn(Pool, onlyOnPool(), asio::detached); }
// An executor of which nothing is known may be a pool's.
void postsSomewhere(asio::any_io_executor Executor) { asio::post(Executor, [] { ::sleep(1); }); }

// --- On the loop ---

asio::awaitable<void> onBoth() {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return;
}
// An executor that is named by itself is passed through on the way back to the coroutine's own.
asio::awaitable<void> passes(asio::thread_pool &Pool) {
  co_await asio::post(Pool, asio::use_awaitable);
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_await asio::post(asio::bind_executor(Pool, asio::use_awaitable));
  auto Own = co_await asio::this_coro::executor;
  co_await asio::post(asio::bind_executor(Own, asio::use_awaitable));
  slowly();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'slowly' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-64]]:17: note: 'slowly' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: run it on another thread and await that
}
// Only ever awaited by what runs on a pool.
asio::awaitable<void> inPool() {
  ::sleep(1);
  co_return;
}
asio::awaitable<void> aroundPool() { co_await inPool(); }
void startsInPool(asio::thread_pool &Pool) { asio::co_spawn(Pool, aroundPool(), asio::detached); }
// Only awaited by each other: nothing is known.
asio::awaitable<void> pong(int Left);
asio::awaitable<void> ping(int Left) {
  ::sleep(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_await pong(Left);
}
asio::awaitable<void> pong(int Left) {
  if (Left)
    co_await ping(Left - 1);
}
void onStrand(asio::io_context &Loop) {
  asio::strand<asio::io_context::executor_type> Strand(Loop.get_executor());
  asio::post(Strand, [] { ::sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: use instead: an asynchronous timer
}
// The handler of what is spawned runs where that ran.
void spawnsWithHandler(asio::io_context &Loop, asio::thread_pool &Pool) {
  auto Coroutine = []() -> asio::awaitable<int> { co_return 1; };
  asio::co_spawn(Loop, Coroutine, [](std::exception_ptr, int) { ::sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:65: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:65: note: use instead: an asynchronous timer
  asio::co_spawn(Loop, Coroutine(), [](std::exception_ptr, int) { ::sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:67: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:67: note: use instead: an asynchronous timer
  asio::co_spawn(Pool, Coroutine, [](std::exception_ptr, int) { ::sleep(1); });
}
void startsOnBoth(asio::thread_pool &Pool, asio::io_context &Loop) {
  asio::co_spawn(Pool, onBoth(), asio::detached);
  asio::co_spawn(Loop, onBoth(), asio::detached);
}

class Session {
public:
  void start(asio::io_context &Loop) {
    Timer.async_wait([](boost::system::error_code) { ::sleep(1); });
    // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:54: note: use instead: an asynchronous timer
    Socket.async_read_some(asio::buffer(Buffer), [this](boost::system::error_code, std::size_t) { slowly(); });
    // CHECK-MESSAGES: :[[@LINE-1]]:99: warning: 'slowly' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-115]]:17: note: 'slowly' calls 'sleep' here
    // CHECK-MESSAGES: :[[@LINE-116]]:17: note: use instead: an asynchronous timer
    asio::async_read(Socket, asio::buffer(Buffer),
                     std::bind(&Session::onRead, this, std::placeholders::_1, std::placeholders::_2));
    Socket.async_write_some(asio::buffer(Buffer), asio::bind_executor(Loop, [](boost::system::error_code, std::size_t) {
                              ::sleep(1);
                              // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
                              // CHECK-MESSAGES: :[[@LINE-2]]:31: note: use instead: an asynchronous timer
                            }));
    asio::post(Loop, [] { ::sleep(1); });
    // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:27: note: use instead: an asynchronous timer
  }

private:
  void onRead(boost::system::error_code, std::size_t) {
    ::sleep(1);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
  }

  asio::ip::tcp::socket Socket;
  asio::steady_timer Timer;
  char Buffer[64];
};

// Asking for the executor never suspends, and so paces no loop.
asio::awaitable<void> spawns(std::vector<int> Numbers) {
  for (int Number : Numbers) {
    auto Executor = co_await asio::this_coro::executor;
    asio::co_spawn(Executor, fetch(Number), [](std::exception_ptr Failure) {
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a buffered 'boost::asio::experimental::channel' that each task takes a place from and gives it back when it ends
      if (Failure)
        std::rethrow_exception(Failure);
    });
  }
}

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument,async-sequential-await -- -std=c++20 -I%S/Inputs

// What the model of Boost.Cobalt says beyond cobalt.cpp, in the strict profile.

#include "cobalt.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
namespace cobalt = boost::cobalt;

cobalt::promise<int> load(int);
cobalt::promise<void> store(int);
void use(int) noexcept;

void detaches(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    store(Number).detach();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a 'boost::cobalt::channel' with a limit, written to before each start and read from at the end of each task
  for (int Number : Numbers)
    +store(Number);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'operator+' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a 'boost::cobalt::channel' with a limit, written to before each start and read from at the end of each task
}
// It keeps the callable, but not what that refers to.
void keeps() {
  int Number = 1;
  +cobalt::with(1, [&Number](int) -> cobalt::promise<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Number' is captured by reference and gone when the coroutine goes on after a suspension [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: 'operator+' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is used here, after a suspension
    co_await store(1);
    use(Number);
  });
}

// What runs at once already need not be awaited together.
cobalt::task<void> inTurn() {
  auto A = co_await cobalt::join(load(1), load(2));
  auto B = co_await cobalt::join(load(3), load(4));
  auto C = co_await cobalt::race(load(5), load(6));
  auto D = co_await cobalt::race(load(7), load(8));
  auto E = co_await cobalt::left_race(load(9), load(10));
  auto F = co_await cobalt::left_race(load(11), load(12));
}
// With a place in the channel, it may be alone with what others change.
struct Cache {
  std::vector<int> Items;
  cobalt::task<void> grows() {
    Items.push_back(1);
    co_return;
  }
  cobalt::task<void> reads(cobalt::channel<int> &Limit) {
    co_await Limit.write(1);
    const int &First = Items.front();
    co_await store(1);
    use(First);
  }
  cobalt::task<void> readsAtRisk() {
    const int &First = Items.front();
    co_await store(1);
    use(First);
    // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'First' leads into 'Items', which 'grows' may add to while the coroutine is suspended: it may be dangling here [async-invalidated-reference]
  }
};

// --- Times and cancellation ---

struct Server {
  std::atomic<bool> Ready{false};
  cobalt::task<void> ready() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await cobalt::io::sleep(1s);
  }
  cobalt::task<void> waits(cobalt::io::steady_timer &Timer) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
      co_await Timer.wait();
  }
};
cobalt::promise<void> drops() {
  cobalt::io::sleep(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_return;
}
cobalt::promise<void> stops() {
  for (;;) {
    try {
      co_await load(1);
    } catch (const boost::system::system_error &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stops' cannot be stopped: this handler also catches 'boost::system::system_error', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
      use(1);
    }
  }
}

// --- Peers ---

cobalt::task<void> talks(cobalt::io::resolver &Resolver, cobalt::io::stream_socket &Socket, char (&Buffer)[8]) {
  co_await Resolver.resolve("host", "echo");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'resolve' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: so does 'connect' here
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: so does 'write_some' here
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: so does 'read_some' here
  // CHECK-MESSAGES: :[[@LINE-5]]:12: note: to give up after a time: 'boost::cobalt::race' with a timer's async_wait
  co_await Socket.connect(cobalt::io::endpoint());
  co_await Socket.write_some(Buffer);
  co_await Socket.read_some(Buffer);
}
cobalt::task<void> limited(cobalt::io::stream_socket &Socket, cobalt::io::steady_timer &Timer, char (&Buffer)[8]) {
  co_await cobalt::race(Socket.read_some(Buffer), Timer.wait());
}
// What may as well be a file.
cobalt::task<void> reads(cobalt::io::stream &Stream, char (&Buffer)[8]) { co_await Stream.read_some(Buffer); }

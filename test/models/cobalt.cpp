// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of Boost.Cobalt makes of its types and functions.

#include "cobalt.h"
#include <thread>

using namespace std::chrono_literals;

namespace asio = boost::asio;
namespace cobalt = boost::cobalt;

cobalt::promise<int> starts(int);
cobalt::promise<void> works(int);
cobalt::task<int> waitsToBeAwaited(int);
cobalt::thread makesThread();

// --- Results dropped ---

cobalt::task<void> drops(asio::steady_timer &Timer, cobalt::promise<int> One, cobalt::promise<int> Two) {
  starts(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'starts' is never awaited: what it started is cancelled at once [async-unawaited-result]
  waitsToBeAwaited(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitsToBeAwaited' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  Timer.async_wait(cobalt::use_op);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_wait' is never awaited: the operation it returns never starts [async-unawaited-result]
  cobalt::join(One, Two);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' is never awaited: the operation it returns never starts [async-unawaited-result]
  +starts(1);
  co_await starts(1);
  co_await Timer.async_wait(cobalt::use_op);
}

// --- What blocks ---

cobalt::task<void> waits(cobalt::thread &Thread, asio::steady_timer &Timer) {
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop until it is done; awaiting its asynchronous twin 'async_wait' would not [async-sync-sibling]
  // CHECK-FIXES: {{^}}  co_await Timer.async_wait(cobalt::use_op);
  cobalt::run(waitsToBeAwaited(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' waits on the event loop for asynchronous work: it runs an event loop of its own until the task has ended [async-sync-wait]
  Thread.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the event loop: it waits until the thread has ended [async-blocking-call]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await boost::asio::steady_timer(co_await cobalt::this_coro::executor, 1s).async_wait(cobalt::use_op);
  co_await Thread;
}

// All of these run on an event loop.
cobalt::generator<int> yields() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: {{^}}  co_await boost::asio::steady_timer(
  co_yield 1;
  co_return 2;
}
cobalt::detached runsAlone() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: {{^}}  co_await boost::asio::steady_timer(
  co_return;
}
cobalt::main co_main(int, char **) {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks
  // CHECK-FIXES: {{^}}  co_await boost::asio::steady_timer(
  co_return 0;
}
// This one has a thread of its own.
cobalt::thread runsElsewhere() {
  std::this_thread::sleep_for(1s);
  co_return;
}

// What is ready is fetched, and not waited for, whatever a body does.
template <> int cobalt::promise<int>::get() {
  std::this_thread::sleep_for(1ms);
  return 0;
}
template <> int cobalt::generator<int>::get() {
  std::this_thread::sleep_for(1ms);
  return 0;
}
cobalt::task<int> fetchesAtOnce(cobalt::promise<int> &Promise) { co_return Promise.get(); }
cobalt::task<int> fetchesValue(cobalt::generator<int> &Generator) { co_return Generator.get(); }
cobalt::task<int> fetches(cobalt::promise<int> &Promise) { co_return Promise.ready() ? Promise.get() : 0; }

// --- Several at once ---

cobalt::task<void> gathers(std::vector<cobalt::promise<int>> All, cobalt::promise<int> One, cobalt::promise<int> Two) {
  co_await cobalt::gather(All);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'gather' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-SUGGESTED: co_await cobalt::join(All);
  co_await cobalt::gather(One, Two);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'gather' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-SUGGESTED: co_await cobalt::join(One, Two);
  auto Results = co_await cobalt::gather(All);
  for (auto &Result : Results)
    if (Result.has_error())
      co_return;
  co_await cobalt::join(All);
  co_await cobalt::race(One, Two);
  co_await cobalt::left_race(One, Two);
}

// --- Tasks started ---

void spawns(cobalt::executor Executor, cobalt::wait_group &Group, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    cobalt::spawn(Executor, waitsToBeAwaited(Number), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    +starts(Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'operator+' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    Group.push_back(works(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'push_back' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

cobalt::task<void> bounded(cobalt::executor Executor, cobalt::channel<int> &Limit, cobalt::wait_group &Group,
                           std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.write(1);
    cobalt::spawn(Executor, waitsToBeAwaited(Number), asio::detached);
  }
  for (int Number : Numbers) {
    if (Group.size() == 10)
      co_await Group.wait_one();
    Group.push_back(works(Number));
  }
}

// --- Threads: joined or detached ---

cobalt::task<void> leavesThread() {
  cobalt::thread Thread = makesThread();
  // CHECK-MESSAGES: :[[@LINE-1]]:18: warning: 'Thread' is never closed: destroyed without 'join', it stops the thread's event loop and blocks until it has ended [async-unclosed-resource]
  co_await works(1);
}
void joinsThread() {
  cobalt::thread Thread = makesThread();
  if (Thread.joinable())
    Thread.join();
}
void detachesThread() {
  cobalt::thread Thread = makesThread();
  Thread.detach();
}
cobalt::task<void> awaitsThread() {
  cobalt::thread Thread = makesThread();
  co_await Thread;
}

// --- Executors and tokens ---

// Its token names no executor: the coroutine goes on where it was.
cobalt::task<void> yieldsTurn() {
  co_await asio::post(cobalt::use_op);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}
// Where it is the default, it is left out.
struct Client {
  void send(int);
  template <typename Token = cobalt::use_op_t> auto async_send(int, Token Given = {}) {
    return asio::async_result<Token, void(boost::system::error_code)>::initiate(0, Given);
  }
};
cobalt::task<void> sends(Client &Peer) {
  Peer.send(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'send' blocks the event loop until it is done; awaiting its asynchronous twin 'async_send' would not [async-sync-sibling]
  co_return;
}

// --- Operations of the library's own classes ---

cobalt::task<void> dropsOperations(cobalt::wait_group &Group, cobalt::channel<int> &Limit) {
  Group.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' is never awaited: the operation it returns never starts [async-unawaited-result]
  Group.wait_one();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait_one' is never awaited: the operation it returns never starts [async-unawaited-result]
  Limit.read();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' is never awaited: the operation it returns never starts [async-unawaited-result]
  Limit.write(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_await Group.wait();
  co_await Limit.read();
}

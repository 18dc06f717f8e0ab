// RUN: %corolint --no-color --fail-on=never --profile=strict --checks=-async-dangling-argument,async-sequential-await %s -- -std=c++20 -I%S/Inputs \
// RUN:   | FileCheck %s --check-prefix=CHECK-MESSAGES "--implicit-check-not={{(warning|error|remark):}}"

// What the model of Asio says beyond asio.cpp, with the default tokens of Asio 1.31 and later, in the strict profile.

#include "asio.h"
#include <array>
#include <atomic>
#include <thread>

using asio::awaitable;
using asio::ip::tcp;
using namespace std::chrono_literals;

awaitable<void> store(int);

// --- Operations without a token ---

awaitable<void> drops(tcp::socket &Socket, asio::steady_timer &Timer, char (&Buffer)[8]) {
  Socket.async_read_some(asio::buffer(Buffer), asio::cancel_after(5s));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_read_some' is never awaited: the operation it returns never starts [async-unawaited-result]
  Timer.async_wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_wait' is never awaited: the operation it returns never starts [async-unawaited-result]
  Timer.async_wait(asio::use_awaitable);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'async_wait' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  Timer.async_wait(asio::detached);
  asio::experimental::make_parallel_group(Timer.async_wait(), Timer.async_wait());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'make_parallel_group' is never awaited: the operation it returns never starts [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  co_await Timer.async_wait();
}

// --- Peers ---

awaitable<void> talks(tcp::socket &Socket, asio::ip::basic_resolver<tcp> &Resolver, char (&Buffer)[8]) {
  auto Peers = co_await Resolver.async_resolve("host", "service");
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: 'async_resolve' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: so does 'async_connect' here
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: so does 'async_read_some' here
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: so does 'async_write_some' here
  // CHECK-MESSAGES: :[[@LINE-5]]:25: note: to give up after a time: the completion token 'asio::cancel_after' (from Asio 1.31 on), or 'operation || timer' with the operators of 'asio::experimental::awaitable_operators'
  co_await Socket.async_connect(Peers.front());
  co_await Socket.async_read_some(asio::buffer(Buffer));
  co_await Socket.async_write_some(asio::buffer(Buffer));
}

awaitable<void> limited(tcp::socket &Socket, tcp::endpoint Peer, char (&Buffer)[8]) {
  co_await Socket.async_connect(Peer, asio::cancel_after(5s));
  co_await Socket.async_read_some(asio::buffer(Buffer), asio::cancel_after(5s, asio::use_awaitable));
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  awaitable<void> polls(asio::steady_timer &Timer) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Timer.async_wait();
  }
  awaitable<void> pollsLater(asio::deadline_timer &Timer) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Timer.async_wait(asio::use_awaitable);
  }
};

// A failure of theirs is a cancellation, of which nobody need hear.
awaitable<void> pauses(asio::steady_timer &Timer, asio::deadline_timer &Later) {
  co_await Timer.async_wait();
  co_await Later.async_wait();
}
awaitable<void> fails(asio::steady_timer &Timer) {
  co_await Timer.async_wait();
  co_await store(1);
}
void detaches(asio::io_context &Context, asio::steady_timer &Timer, asio::deadline_timer &Later) {
  asio::co_spawn(Context, pauses(Timer, Later), asio::detached);
  asio::co_spawn(Context, fails(Timer), asio::detached);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'fails' is swallowed: 'co_spawn' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-6]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:41: note: throw it, out of the event loop
  auto Done = asio::co_spawn(Context, fails(Timer), asio::use_future);
}

// --- Gathers ---

awaitable<void> gathers(std::vector<tcp::socket> &Sockets, asio::steady_timer &A, asio::steady_timer &B) {
  co_await asio::experimental::make_parallel_group(A.async_wait(), B.async_wait())
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'async_wait' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
      .async_wait(asio::experimental::wait_for_all(), asio::deferred);
  co_await asio::experimental::make_parallel_group(A.async_wait(), B.async_wait())
      .async_wait(asio::experimental::wait_for_one(), asio::deferred);
  std::vector<decltype(A.async_wait())> Waits;
  for (tcp::socket &Socket : Sockets)
    Waits.push_back(Socket.async_wait(tcp::socket::wait_read));
  auto Group = asio::experimental::make_parallel_group(Waits);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'make_parallel_group' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-4]]:3: note: the range is filled by this loop, as often as it turns
  // CHECK-MESSAGES: :[[@LINE-3]]:16: note: to bound them: a buffered 'asio::experimental::channel' that each task takes a place from and gives it back when it ends
  co_await Group.async_wait(asio::experimental::wait_for_all(), asio::deferred);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'async_wait' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
}

awaitable<void> bounded(asio::experimental::channel<void(std::error_code)> &Places, std::vector<int> Numbers) {
  auto Executor = co_await asio::this_coro::executor;
  for (int Number : Numbers) {
    co_await Places.async_send(std::error_code());
    asio::co_spawn(Executor, store(Number), asio::detached);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of 'store' is swallowed: 'co_spawn' starts it so that nobody hears of its end [async-unobserved-failure]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: to hear of it: a completion handler that takes the 'std::exception_ptr', in place of 'asio::detached'
  }
}

// What runs at once already need not be awaited together.
awaitable<int> count(int);
awaitable<void> inTurn() {
  using namespace asio::experimental::awaitable_operators;
  auto A = co_await (count(1) && count(2));
  auto B = co_await (count(3) && count(4));
  auto C = co_await count(5);
  auto D = co_await count(6);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'count' starts only when 'count' has ended, although it does not need what that gives [async-sequential-await]
}
// The timer ends what it races with.
awaitable<void> limitedByTimer(tcp::socket &Socket, tcp::endpoint Peer, asio::steady_timer &Timer) {
  using namespace asio::experimental::awaitable_operators;
  co_await (Socket.async_connect(Peer, asio::use_awaitable) || Timer.async_wait(asio::use_awaitable));
}

// --- Cancellation ---

awaitable<void> load(int);
awaitable<void> load(int, asio::cancellation_slot);
awaitable<void> stops(asio::steady_timer &Timer, asio::cancellation_slot Stop) {
  co_await load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'load' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
  // CHECK-MESSAGES: :[[@LINE-4]]:50: note: this overload takes a token here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass it on
  for (;;) {
    try {
      co_await Timer.async_wait();
    } catch (const asio::system_error &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stops' cannot be stopped: this handler also catches 'asio::system_error', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
      std::this_thread::yield();
    }
  }
}

// --- What blocks ---

awaitable<void> runs(asio::io_context &Context, asio::thread_pool &Pool, asio::system_context &System) {
  Context.run_one();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_one' waits on the event loop for asynchronous work: it runs an event loop inside a handler [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop that runs already
  Context.run_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_for' waits on the event loop for asynchronous work: it runs an event loop inside a handler [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop that runs already
  Context.run_until(std::chrono::steady_clock::now());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_until' waits on the event loop for asynchronous work: it runs an event loop inside a handler [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop that runs already
  Context.run_one_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_one_for' waits on the event loop for asynchronous work: it runs an event loop inside a handler [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop that runs already
  Context.run_one_until(std::chrono::steady_clock::now());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_one_until' waits on the event loop for asynchronous work: it runs an event loop inside a handler [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop that runs already
  Context.poll();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll' blocks the event loop: it runs other handlers inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  Context.poll_one();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll_one' blocks the event loop: it runs other handlers inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  Pool.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it waits for every thread of the pool, for ever if called on one of them [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  System.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the event loop: it waits for every thread of the pool, for ever if called on one of them [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  co_return;
}

awaitable<void> waits(tcp::socket &Socket, tcp::acceptor &Acceptor, asio::ip::basic_resolver<tcp> &Resolver,
                      asio::deadline_timer &Timer, asio::basic_stream_file<> &File, char (&Buffer)[8]) {
  Resolver.resolve("host", "service");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'resolve' blocks the event loop until it is done; awaiting its asynchronous twin 'async_resolve' would not [async-sync-sibling]
  Timer.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop until it is done; awaiting its asynchronous twin 'async_wait' would not [async-sync-sibling]
  Acceptor.accept();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'accept' blocks the event loop until it is done; awaiting its asynchronous twin 'async_accept' would not [async-sync-sibling]
  Socket.receive(asio::buffer(Buffer));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'receive' blocks the event loop until it is done; awaiting its asynchronous twin 'async_receive' would not [async-sync-sibling]
  Socket.write_some(asio::buffer(Buffer));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write_some' blocks the event loop until it is done; awaiting its asynchronous twin 'async_write_some' would not [async-sync-sibling]
  asio::read(Socket, asio::buffer(Buffer));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the event loop: it waits for the peer [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  asio::write(Socket, asio::buffer(Buffer));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the event loop: it waits for the peer [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  File.read_some(asio::buffer(Buffer));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'read_some' blocks the event loop: it waits for the disk [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  File.sync_all();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_all' blocks the event loop: it waits until the disk has stored the data, for milliseconds to seconds [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  File.sync_data();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_data' blocks the event loop: it waits until the disk has stored the data, for milliseconds to seconds [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  co_return;
}

// Functions that are no coroutines cannot await the twins.
void sleeps(asio::steady_timer &Timer) { Timer.wait(); }
void sleepsLater(asio::deadline_timer &Timer) { Timer.wait(); }
auto resolves(asio::ip::basic_resolver<tcp> &Resolver) { return Resolver.resolve("host", "service"); }
void connects(tcp::socket &Socket, tcp::endpoint Peer) { Socket.connect(Peer); }
void connectsToOne(tcp::socket &Socket, std::vector<tcp::endpoint> Peers) { asio::connect(Socket, Peers); }
void waitsForPeer(tcp::socket &Socket) { Socket.wait(tcp::socket::wait_read); }
void waitsForClient(tcp::acceptor &Acceptor) { Acceptor.wait(tcp::acceptor::wait_read); }
void waitsForSignal(asio::windows::basic_object_handle<> &Handle) { Handle.wait(); }
tcp::socket accepts(tcp::acceptor &Acceptor) { return Acceptor.accept(); }
void receives(tcp::socket &Socket, char (&Buffer)[8]) { Socket.receive(asio::buffer(Buffer)); }
awaitable<void> waitsThrough(tcp::socket &Socket, tcp::acceptor &Acceptor, asio::ip::basic_resolver<tcp> &Resolver,
                             asio::steady_timer &Timer, asio::deadline_timer &Later,
                             asio::windows::basic_object_handle<> &Handle, char (&Buffer)[8]) {
  sleeps(Timer);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleeps' blocks the event loop: through 'wait' it suspends the whole thread until the timer expires [async-blocking-call]
  sleepsLater(Later);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleepsLater' blocks the event loop: through 'wait' it suspends the whole thread until the timer expires [async-blocking-call]
  auto Peers = resolves(Resolver);
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'resolves' blocks the event loop: through 'resolve' it waits for the name service [async-blocking-call]
  connects(Socket, Peers.front());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connects' blocks the event loop: through 'connect' it waits for the peer [async-blocking-call]
  connectsToOne(Socket, Peers);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connectsToOne' blocks the event loop: through 'connect' it waits for the peer [async-blocking-call]
  waitsForPeer(Socket);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitsForPeer' blocks the event loop: through 'wait' it waits for the peer [async-blocking-call]
  waitsForClient(Acceptor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitsForClient' blocks the event loop: through 'wait' it waits for the peer [async-blocking-call]
  waitsForSignal(Handle);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitsForSignal' blocks the event loop: through 'wait' it waits until the object is signalled [async-blocking-call]
  accepts(Acceptor);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'accepts' blocks the event loop: through 'accept' it waits for a connection unless the acceptor is non-blocking [async-blocking-call]
  receives(Socket, Buffer);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'receives' blocks the event loop: through 'receive' it waits for the peer unless the socket is non-blocking [async-blocking-call]
  co_return;
}

// They return at once on a socket that is ready, or that never blocks.
awaitable<void> prepared(tcp::socket &Ready, tcp::socket &Counted, tcp::socket &Set, tcp::socket &Native, tcp::acceptor &Acceptor,
                         char (&Buffer)[8]) {
  co_await Ready.async_wait(tcp::socket::wait_read);
  Ready.read_some(asio::buffer(Buffer));
  if (Counted.available())
    Counted.read_some(asio::buffer(Buffer));
  Set.non_blocking(true);
  Set.read_some(asio::buffer(Buffer));
  Native.native_non_blocking(true);
  Native.read_some(asio::buffer(Buffer));
  Acceptor.non_blocking(true);
  Acceptor.accept();
}

// --- Executors ---

awaitable<void> switches(asio::io_context &Context, asio::thread_pool &Pool) {
  co_await asio::dispatch(Pool.get_executor());
  std::this_thread::sleep_for(1s);
  co_await asio::defer(Context.get_executor());
  Pool.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it waits for every thread of the pool, for ever if called on one of them [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: run it on another thread and await that
  co_await asio::post(asio::system_executor());
  std::this_thread::sleep_for(1s);
}

// What is started on a pool of threads may block them.
void startsOnPool(asio::thread_pool &Pool, asio::io_context &Context) {
  auto Rethrows = [](std::exception_ptr Failure) {
    if (Failure)
      std::rethrow_exception(Failure);
  };
  asio::co_spawn(
      Pool,
      []() -> awaitable<void> {
        std::this_thread::sleep_for(1s);
        co_return;
      },
      Rethrows);
  asio::co_spawn(
      asio::system_executor(),
      []() -> awaitable<void> {
        std::this_thread::sleep_for(1s);
        co_return;
      },
      Rethrows);
  asio::co_spawn(
      Context,
      []() -> awaitable<void> {
        std::this_thread::sleep_for(1s);
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
        co_return;
      },
      Rethrows);
}

// --- Callables ---

// A function object is kept until its coroutine has ended, but not what that refers to.
void refers(asio::io_context &Context) {
  int Number = 1;
  asio::co_spawn(
      Context,
      [&Number]() -> awaitable<void> {
      // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'Number' is captured by reference and gone when the coroutine runs [async-dangling-capture]
        co_await store(1);
        co_await store(Number);
      },
      [](std::exception_ptr Failure) {
        if (Failure)
          std::rethrow_exception(Failure);
      });
}
void use(int) noexcept;
awaitable<void> initiatesLater() {
  int Number = 1;
  return asio::async_initiate<const asio::use_awaitable_t<> &, void(std::error_code)>([&Number](int = 0) { use(Number); },
  // CHECK-MESSAGES: :[[@LINE-1]]:89: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
                                                                                      asio::use_awaitable);
}

// The initiation is kept by a token whose operation starts when it is awaited.
awaitable<void> initiates(int Number) {
  co_await asio::async_initiate<const asio::use_awaitable_t<> &, void(std::error_code)>(
      [Number](int = 0) -> awaitable<void> { co_await store(Number); }, asio::use_awaitable);
}

// What the callable returns is lost.
void posts(asio::io_context &Context) {
  asio::post(Context, [] { return store(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: 'post' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:23: note: start it with 'asio::co_spawn' or wait for it with 'asio::co_spawn(…, asio::use_future).get()' off the loop's threads
  asio::dispatch(Context, [] { return store(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: 'dispatch' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:27: note: start it with 'asio::co_spawn' or wait for it with 'asio::co_spawn(…, asio::use_future).get()' off the loop's threads
  asio::defer(Context, [] { return store(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: 'defer' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
  // CHECK-MESSAGES: :[[@LINE-2]]:24: note: start it with 'asio::co_spawn' or wait for it with 'asio::co_spawn(…, asio::use_future).get()' off the loop's threads
}

// --- What only seems to wait ---

// There is no thread that it could join.
awaitable<void> ownsContext() {
  asio::io_context Own;
  co_await asio::post(Own.get_executor());
}

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument,async-sequential-await -- -std=c++20 -I%S/Inputs

// What the model of Seastar says beyond seastar.cpp, in the strict profile.

#include "seastar.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using seastar::future;

future<int> load(int);
future<> store(int);
void use(int) noexcept;

// --- Types ---

seastar::coroutine::experimental::generator<int> numbers() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: an asynchronous timer
  co_yield 1;
}

future<> drops(seastar::condition_variable &Changed) {
  seastar::coroutine::maybe_yield();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'maybe_yield' is never awaited: the operation it returns never starts [async-unawaited-result]
  Changed.when();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'when' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_await seastar::coroutine::maybe_yield();
  co_await Changed.when();
}

future<> streams(seastar::data_sink Sink, seastar::data_source Source) {
  seastar::output_stream<char> Out(Sink);
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Out' is never closed: destroyed without 'close', it ends the program if something is still buffered [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: it is put to use here
  seastar::input_stream<char> In(Source);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'In' is never closed: destroyed without 'close', it leaves its read-ahead running on what is destroyed [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: it is put to use here
  co_await Out.write("text");
  co_await In.read();
}
future<> closes(seastar::data_sink Sink) {
  seastar::output_stream<char> Out(Sink);
  Out.write("text").ignore_ready_future();
  co_await Out.close();
}
struct Service {};
future<> serves(seastar::socket_address Peer) {
  seastar::sharded<Service> Services;
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Services' is never closed: destroyed without 'stop', it ends the program if it has been started [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:12: note: it is put to use here
  co_await Services.start();
  seastar::http::experimental::client Client(Peer);
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'Client' is never closed: destroyed without 'close', it leaves its connections running on what is destroyed [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+1]]:73: note: it is put to use here
  co_await seastar::with_timeout(std::chrono::steady_clock::now() + 1s, Client.make_request("/", {}));
}

struct Session : seastar::enable_lw_shared_from_this<Session> {
  int Count = 0;
  void start() { (void)run(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:24: warning: a failure of 'run' is lost with the result, which is dropped [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE+6]]:5: note: what is awaited here may fail, and nothing in 'run' catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:24: note: to hear of it: '.handle_exception(…)' at its end
  // CHECK-MESSAGES: :[[@LINE-4]]:24: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here, without a reference of its own
  // CHECK-MESSAGES: :[[@LINE+3]]:7: note: the object may be gone when it uses it here
  future<> run() {
    co_await store(1);
    ++Count;
  }
};

// --- Gathers ---

future<> gathers(std::vector<future<int>> Futures, const std::vector<int> &Numbers) {
  co_await seastar::when_any(Futures.begin(), Futures.end());
  co_await seastar::map_reduce(Numbers, [](int Number) { return load(Number); }, 0, std::plus<>());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'map_reduce' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to bound them: 'seastar::get_units' of a 'seastar::semaphore', with the units held until the task ends
}
// What runs at once already need not be awaited together.
future<> inTurn(std::vector<future<int>> A, std::vector<future<int>> B) {
  auto First = co_await seastar::when_any(A.begin(), A.end());
  auto Second = co_await seastar::when_any(B.begin(), B.end());
}
// A gather in each turn makes it wait.
future<> boundedByAll(std::vector<int> Numbers, std::vector<future<>> &Kept) {
  for (int Number : Numbers) {
    Kept.push_back(store(Number));
    co_await seastar::coroutine::all([] { return load(1); }, [] { return load(2); });
  }
}
future<> boundedByEach(std::vector<int> Numbers, std::vector<future<>> &Kept) {
  for (int Number : Numbers) {
    Kept.push_back(store(Number));
    co_await seastar::coroutine::parallel_for_each(std::vector<int>{1, 2}, [](int Other) { return store(Other); });
  }
}
future<> bounded(seastar::queue<int> &Places, std::vector<int> Numbers, std::vector<future<>> &Kept) {
  for (int Number : Numbers) {
    co_await Places.push_eventually(0);
    Kept.push_back(store(Number));
  }
}

// --- Times and peers ---

struct Server {
  std::atomic<bool> Ready{false};
  future<> polls() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await seastar::sleep(1s);
  }
  future<> pollsAbortably() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await seastar::sleep_abortable(1s);
  }
  future<> pollsUntilStopped(seastar::abort_source &Stop) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
      co_await seastar::sleep_abortable(1s, Stop);
  }
  future<> yields() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await seastar::yield();
  }
  future<> maybeYields() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await seastar::coroutine::maybe_yield();
  }
};

future<> talks(seastar::socket_address Peer, seastar::http::experimental::client &Client) {
  co_await seastar::net::dns::get_host_by_name("host");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'get_host_by_name' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'connect' here
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'make_request' here
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: to give up after a time: 'seastar::with_timeout'
  co_await seastar::connect(Peer);
  co_await Client.make_request("/", {});
}
future<> limited(seastar::socket_address Peer) {
  co_await seastar::with_timeout(std::chrono::steady_clock::now() + 1s, seastar::connect(Peer));
}

// What cannot fail leaves nothing behind.
future<> awaitsInTurn() {
  auto Second = store(1);
  co_await seastar::sleep(1s);
  co_await std::move(Second);
}
future<> losesTheSecond() {
  auto First = store(1), Second = store(2);
  co_await std::move(First);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: if this await throws, 'store' is dropped while it runs, and a failure of it is lost [async-lost-on-throw]
  // CHECK-MESSAGES: :[[@LINE-3]]:26: note: 'store' is started here and kept in 'Second'
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: await them together: 'seastar::when_all_succeed'
  co_await std::move(Second);
}

// --- Cancellation ---

future<int> fetch(int);
future<int> fetch(int, seastar::abort_source &);
future<> forgets(seastar::abort_source &Stop) { co_await fetch(1); }
// CHECK-MESSAGES: :[[@LINE-1]]:58: warning: 'fetch' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
// CHECK-MESSAGES: :[[@LINE-3]]:47: note: this overload takes a token here
// CHECK-MESSAGES: :[[@LINE-3]]:58: note: pass it on
future<> stops() {
  for (;;) {
    try {
      co_await load(1);
    } catch (...) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stops' cannot be stopped: this handler also catches 'seastar::abort_requested_exception', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      use(1);
    }
  }
}
future<int> tellsOn() {
  for (;;) {
    std::exception_ptr Failure;
    try {
      co_await load(1);
      continue;
    } catch (...) {
      Failure = std::current_exception();
    }
    co_await seastar::coroutine::return_exception_ptr(Failure);
  }
}

// --- Callables on the reactor ---

future<> repeats() {
  return seastar::repeat([] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
    return store(1);
  });
}
future<> doesUntil() {
  return seastar::do_until([] { return true; }, [] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
    return store(1);
  });
}
future<> doesWith() {
  return seastar::do_with(1, [](int &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
    return store(1);
  });
}
future<> invokes(seastar::sharded<Service> &Services) {
  return Services.invoke_on_all([](Service &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
    return store(1);
  });
}
future<> callsForEach(std::vector<int> &Numbers) {
  return seastar::parallel_for_each(Numbers, [](int Number) {
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'parallel_for_each' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    return store(Number);
  });
}
future<> callsForSome(std::vector<int> &Numbers) {
  return seastar::max_concurrent_for_each(Numbers, 8, [](int Number) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    return store(Number);
  });
}
future<int> maps(std::vector<int> &Numbers) {
  return seastar::map_reduce(
  // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'map_reduce' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
      Numbers,
      [](int Number) {
        std::this_thread::sleep_for(1s);
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
        return load(Number);
      },
      0, std::plus<>());
}
// These keep the callable until its coroutine has ended; the last does not.
future<> callsForSomeKept(std::vector<int> &Numbers, int Given) {
  return seastar::max_concurrent_for_each(Numbers, 8, [Given](int Number) -> future<> {
    co_await store(Number);
    use(Given);
  });
}
future<> submits(int Given) {
  return seastar::smp::submit_to(1, [Given]() -> future<> {
    co_await store(1);
    use(Given);
  });
}
future<> repeatsTaken(int Given) {
  return seastar::repeat([Given]() -> future<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: the coroutine uses 'Given', captured in a closure that is gone when it is resumed [async-dangling-capture]
    co_await store(1);
    use(Given);
  });
}
void forgetsThread() {
  (void)seastar::async([]() -> future<> { co_await store(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: a failure of this coroutine is lost with the result, which is dropped [async-unobserved-failure]
}
future<> waits() {
  load(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' waits on the event loop for asynchronous work: it ends the program unless the future is ready, for only a 'seastar::thread' can wait [async-sync-wait]
  co_return;
}

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of Seastar says.

#include "seastar.h"
#include <array>
#include <map>
#include <thread>

using namespace std::chrono_literals;
using seastar::future;

future<> store(int);
future<int> load(int);
std::vector<int> keys();
void log(int);

// --- Types ---

// A future runs on; it is lost on purpose by a cast.
future<> drops(seastar::gate &Gate, seastar::condition_variable &Changed) {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'store' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  // CHECK-FIXES: {{^}}  co_await store(1);
  (void)store(2);
  (void)seastar::with_gate(Gate, [] { return store(3); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: a failure of this callable is lost with the result, which is dropped [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:46: note: what is awaited here may fail, and nothing in this callable catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:9: note: to hear of it: '.handle_exception(…)' at its end
  (void)seastar::with_gate(Gate, [] { return store(3).handle_exception([](std::exception_ptr) {}); });
  (void)seastar::with_gate(Gate, [] { return store(3).then([] {}); });
  (void)seastar::with_gate(Gate, [] { return seastar::sleep(1s); });
  (void)seastar::with_gate(Gate, [] { return seastar::sleep_abortable(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: a failure of this callable is lost with the result, which is dropped [async-unobserved-failure]
  Changed.when();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'when' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_await Changed.when();
  co_await store(4);
}
void dropsInFunction() {
  store(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'store' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: co_await cannot be written here; start it with '(void)seastar::with_gate(…)', which a closed gate waits for or wait for it with '.get()' in a function that 'seastar::async' runs
}

// --- What blocks ---

future<> sleeps() {
  std::this_thread::sleep_for(10ms);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: {{^}}  co_await seastar::sleep(10ms);
  co_await seastar::sleep(10ms);
}

// Ready, as far as one can see: only the strict profile tells of it.
future<int> gets() {
  auto [First, Second] = co_await seastar::when_all(load(1), load(2));
  future<int> Third = load(3);
  Third.wait();
  co_return First.get() + Second.get();
}

future<> blocks(seastar::app_template &App, seastar::posix_thread &Other, char **Arguments) {
  App.run(1, Arguments, [] { return load(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs the reactor until the program is told to exit [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: the reactor that runs
  Other.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the event loop: it waits for another thread to end [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: 'seastar::alien::run_on' from that thread
  seastar::read_first_line("/etc/hostname");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'read_first_line' blocks the event loop: it waits for the disk [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of 'seastar::util::read_entire_file'
  co_return;
}

// Continuations, and what is sent to a shard, run on a reactor, too.
future<> handlers(std::thread &Worker, seastar::alien::instance &Alien, seastar::gate &Gate, std::vector<int> &Keys) {
  auto First = store(1).then([&] {
    Worker.join();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'join' waits on the event loop for asynchronous work: it waits for another thread to end [async-sync-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous event that the thread sets before it ends
  });
  auto Second = seastar::smp::submit_to(1, [] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:49: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:49: note: use instead: an asynchronous timer
  seastar::alien::run_on(Alien, 0, []() noexcept { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:52: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:52: note: use instead: an asynchronous timer
  auto Third = seastar::do_for_each(Keys, [](int) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
    return store(1);
  });
  seastar::timer<> Timer([] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:31: note: use instead: an asynchronous timer
  return seastar::when_all(std::move(First), std::move(Second), std::move(Third)).discard_result();
}
// What waits for futures may do so in a fiber.
future<> waits() {
  return seastar::async([] { return load(1).get(); }).discard_result();
}

// --- What is started ---

future<> unbounded(std::vector<int> Keys, seastar::semaphore &Slots) {
  for (int Key : Keys)
    (void)store(Key);
    // CHECK-MESSAGES: :[[@LINE-1]]:11: warning: 'store' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:11: note: to bound them, await a limiter before each start: 'seastar::get_units' of a 'seastar::semaphore', with the units held until the task ends
  for (int Key : Keys)
    seastar::engine().run_in_background(store(Key));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'run_in_background' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'seastar::get_units' of a 'seastar::semaphore', with the units held until the task ends
  for (int Key : Keys) {
    auto Units = co_await seastar::get_units(Slots, 1);
    (void)store(Key).finally([Units = std::move(Units)] {});
  }
  co_await seastar::parallel_for_each(Keys, [](int Key) { return store(Key); });
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parallel_for_each' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: use 'max_concurrent_for_each' to run at most 16 at once
  // CHECK-SUGGESTED: co_await seastar::max_concurrent_for_each(Keys, 16, [](int Key) { return store(Key); });
  co_await seastar::max_concurrent_for_each(Keys, 16, [](int Key) { return store(Key); });
  int Sum = co_await seastar::map_reduce(Keys, load, 0, std::plus<int>());
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'map_reduce' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:22: note: to bound them: 'seastar::get_units' of a 'seastar::semaphore', with the units held until the task ends
  log(Sum);
}
// A fiber waits for each in turn.
future<> fiber(std::vector<int> Keys) {
  return seastar::async([Keys] {
    for (int Key : Keys)
      store(Key).get();
  });
}

// --- What is gathered ---

future<> gathers() {
  co_await seastar::when_all(store(1), load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'when_all' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use 'when_all_succeed', which throws the first failure
  // CHECK-SUGGESTED: {{^}}  co_await seastar::when_all_succeed(store(1), load(2));
  auto [Stored, Loaded] = co_await seastar::when_all(store(1), load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:27: warning: the failures in the result of 'when_all' are never looked at: they pass unnoticed [async-unhandled-gather]
  co_await seastar::when_all_succeed(store(1), load(2));
  auto [First, Second] = co_await seastar::when_all(load(1), load(2));
  log(First.get() + Second.get());
  auto [One, Two] = co_await seastar::coroutine::all([] { return load(1); }, [] { return load(2); });
  log(One + Two);
}

// --- What is ready ---

future<> holds(seastar::gate &Gate, int Key) {
  auto Held = Gate.hold();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Held' is given back when this function returns, while the task that it returns is still under way [async-dangling-return]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: what 'store' does goes on after this
  if (Key == 0)
    return seastar::make_ready_future<>();
  return store(Key);
}
future<> holdsForNothing(seastar::gate &Gate, int Key) {
  auto Held = Gate.hold();
  log(Key);
  return Key == 0 ? seastar::make_exception_future<>(std::exception_ptr()) : seastar::make_ready_future<>();
}
future<> keepsHolding(seastar::gate &Gate, int Key) {
  auto Held = Gate.hold();
  return store(Key).finally([Held = std::move(Held)] {});
}

// --- Gates ---

// Whoever stops the object waits at its gate, through which neither of these goes.
class Saved {
public:
  void change() { (void)persist(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:25: warning: nothing keeps the object alive while 'persist' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here, without a reference of its own
  // CHECK-MESSAGES: :[[@LINE+3]]:11: note: the object may be gone when it uses it here
  future<> persist() {
    co_await seastar::sleep(1s);
    log(++Count);
  }
  future<> stop() { return Gate.close(); }

private:
  seastar::gate Gate;
  int Count = 0;
};
// Here one of the two goes through it, or there is none.
class Held {
public:
  void change() { (void)persist(); }
  future<> persist() {
    auto Holder = Gate.hold();
    co_await seastar::sleep(1s);
    log(++Count);
  }
  void touch() { (void)refresh().finally([Holder = Gate.hold()] {}); }
  void read() { (void)seastar::with_gate(Gate, [this] { return refresh(); }); }
  future<> refresh() {
    co_await seastar::sleep(1s);
    log(++Count);
  }
  future<> stop() { return Gate.close(); }

private:
  seastar::gate Gate;
  int Count = 0;
};
class Ungated {
public:
  void change() { (void)persist(); }
  future<> persist() {
    co_await seastar::sleep(1s);
    log(++Count);
  }

private:
  int Count = 0;
};

// Entered by hand, it is left by hand, whatever happens.
class Entered {
public:
  future<> stores(int Key) {
    Gate.enter();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what is taken of 'Gate' is never given back when an await before 'leave' throws: others wait for it for ever [async-unclosed-resource]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: what is thrown here leaves the function
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is given back here on other paths
    co_await store(Key);
    Gate.leave();
  }
  future<> tries(int Key) {
    Gate.enter();
    try {
      co_await store(Key);
    } catch (...) {
      log(Key);
    }
    Gate.leave();
  }
  future<> holds(int Key) {
    auto Holder = Gate.hold();
    co_await store(Key);
  }
  future<> sleeps() {
    Gate.enter();
    co_await seastar::sleep(1s);
    Gate.leave();
  }
  future<> stop() { return Gate.close(); }

private:
  seastar::gate Gate;
};

// --- A thread that was started must be joined ---

seastar::thread startThread();
future<> leavesThread() {
  seastar::thread Thread = startThread();
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Thread' is never closed: destroyed without 'join', it ends the program if it has been started [async-unclosed-resource]
  co_await store(1);
}
future<> joinsThread() {
  seastar::thread Thread = startThread();
  co_await Thread.join();
}

// --- Classes derived from the library's ---

class Connections : public seastar::gate {
public:
  explicit Connections(int Number) : Number(Number) {}
  int number() const { return Number; }

private:
  int Number;
};
future<> leavesConnections() {
  Connections All(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'All' is never closed: destroyed without 'close'
  // CHECK-MESSAGES: :[[@LINE+1]]:17: note: it is put to use here
  auto Holder = All.hold();
  co_await store(All.number());
}
class Slots : public seastar::semaphore {
public:
  Slots() : basic_semaphore(10) {}
};
class Bounded {
  future<> stores(int Key) {
    co_await Limit.wait();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: what is taken of 'Limit' is never given back when an await before 'signal' throws: others wait for it for ever [async-unclosed-resource]
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: what is thrown here leaves the function
    // CHECK-MESSAGES: :[[@LINE+2]]:5: note: it is given back here on other paths
    co_await store(Key);
    Limit.signal();
  }
  Slots Limit;
};

// --- Ranges that are gone over while it is worked on them ---

// Who waits for one in a thread of its own has the other done behind.
class Prepared {
public:
  future<> prepare() {
    for (auto &Each : All)
      co_await store(Each.second);
  }
  void drop() { All.clear(); }
  void run() {
    prepare().get();
    drop();
  }

private:
  std::map<int, int> All;
};

template <typename F> void onTimeout(F Later);
class Producers {
public:
  void evict(int Key) { All.erase(Key); }
  void watch(int Key) {
    onTimeout([this, Key] { evict(Key); });
  }
  future<> reset() {
    co_await seastar::max_concurrent_for_each(All, 32, [](auto &Each) { return store(Each.second); });
    // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'max_concurrent_for_each' works on what lies in 'All', which 'evict' may remove from before it is done [async-invalidated-reference]
  }
  future<> close() {
    co_await seastar::do_for_each(All, [](auto &Each) { return store(Each.second); });
    // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'do_for_each' works on what lies in 'All', which 'evict' may remove from before it is done [async-invalidated-reference]
    co_await seastar::parallel_for_each(std::array{1, 2}, [](int Each) { return store(Each); });
    auto Copied = All;
    co_await seastar::do_for_each(Copied, [](auto &Each) { return store(Each.second); });
  }

private:
  std::map<int, int> All;
};
class LockedProducers {
public:
  future<> evict(int Key) {
    auto Units = co_await seastar::get_units(Lock, 1);
    All.erase(Key);
  }
  future<> reset() {
    co_await seastar::max_concurrent_for_each(All, 32, [](auto &Each) { return store(Each.second); });
  }

private:
  std::map<int, int> All;
  seastar::semaphore Lock{1};
};

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of KJ says beyond kj.cpp, in the strict profile.

#include "kj.h"
#include <atomic>
#include <thread>

using kj::Promise;

Promise<int> load(int);
Promise<void> store(int);
void use(int) noexcept;

// --- Tasks and gathers ---

void detaches(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    store(Number).detach([](kj::Exception &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: a counting semaphore
}
Promise<void> gathers(kj::Array<Promise<int>> Given, kj::Array<Promise<int>> Others) {
  co_await kj::joinPromisesFailFast(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'joinPromisesFailFast' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to bound them: gather a batch of constant size at a time
  co_await kj::raceSuccessful(std::move(Others));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'raceSuccessful' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to bound them: gather a batch of constant size at a time
}

struct Session : kj::Refcounted {
  int Count = 0;
  void start(kj::TaskSet &Tasks) { Tasks.add(run()); }
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is suspended here, without a reference of its own
  // CHECK-MESSAGES: :[[@LINE+3]]:7: note: the object may be gone when it uses it here
  Promise<void> run() {
    co_await store(1);
    ++Count;
  }
};

// --- Times and peers ---

struct Server {
  std::atomic<bool> Ready{false};
  Promise<void> polls(kj::Timer &Timer) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Timer.afterDelay(1 * kj::SECONDS);
  }
  Promise<void> yields() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await kj::yield();
  }
  Promise<void> yieldsForAll() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await kj::yieldUntilQueueEmpty();
  }
};
Promise<void> pauses(kj::Timer &Timer) noexcept {
  co_await Timer.afterDelay(1 * kj::SECONDS);
  co_await Timer.atTime(kj::TimePoint());
  co_await kj::yield();
  co_await kj::yieldUntilWouldSleep();
}
Promise<void> fails(kj::Timer &Timer) noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  co_await Timer.afterDelay(1 * kj::SECONDS);
  co_await store(1);
}

Promise<void> talks(kj::Network &Network, kj::NetworkAddress &Address) {
  co_await Network.parseAddress("host");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'parseAddress' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: so does 'connect' here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: to give up after a time: 'timeoutAfter' of a 'kj::Timer'
  co_await Address.connect();
}
Promise<void> limited(kj::Timer &Timer, kj::NetworkAddress &Address) {
  co_await Timer.timeoutAfter(1 * kj::SECONDS, Address.connect());
}
Promise<void> races(kj::NetworkAddress &Address) { co_await Address.connect().exclusiveJoin(load(1)); }

// --- What blocks ---

Promise<void> waits(kj::WaitScope &Scope, kj::EventLoop &Loop, kj::MutexGuarded<int> &Guarded) {
  load(1).poll(Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll' blocks the event loop: it runs the event loop inside itself, which throws on a loop that runs already [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await
  Loop.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs or waits for an event loop inside a callback of one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: the loop that runs
  Guarded.lockExclusive();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lockExclusive' blocks the event loop: it waits while another thread holds the lock [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a short section
  co_return;
}

// --- Callables that are kept ---

Promise<void> continues(int Number) {
  return load(1).then([Number](int) -> Promise<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the coroutine uses 'Number', captured in a closure that is gone when it is resumed [async-dangling-capture]
    co_await store(1);
    use(Number);
  });
}
Promise<void> continuesWithAll(int Number) {
  return load(1).then(kj::coCapture([Number](int) -> Promise<void> {
    co_await store(1);
    use(Number);
  }));
}
void addsCalled(kj::TaskSet &Tasks, int Number) {
  auto Bare = [Number]() -> Promise<void> {
    co_await store(1);
    use(Number);
  };
  Tasks.add(Bare());
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: the coroutine uses 'Number', captured in 'Bare' that is gone when it is resumed [async-dangling-capture]
}
void addsCalledWithAll(kj::TaskSet &Tasks, int Number) {
  auto Kept = kj::coCapture([Number]() -> Promise<void> {
    co_await store(1);
    use(Number);
  });
  Tasks.add(Kept());
}
Promise<void> continuesElsewhere(const kj::Executor &Other, int Number) {
  return Other.executeAsync([Number]() -> Promise<void> {
    co_await store(1);
    use(Number);
  });
}

// --- Other threads ---

// What is run there runs on an event loop, and this thread waits for it.
void runsThere(const kj::Executor &Other) {
  Other.executeSync([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}
// A thread without an event loop may block.
void runUntilDone(Promise<void>);
void startsThread() {
  kj::Thread Worker([] {
    runUntilDone([]() -> Promise<void> {
      std::this_thread::sleep_for(std::chrono::seconds(1));
      co_return;
    }());
  });
}
Promise<void> reads(kj::FdInputStream &In, kj::FdOutputStream &Out, char (&Buffer)[8]) {
  In.tryRead(Buffer, 1, 8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'tryRead' blocks the event loop: it waits for the file descriptor [async-blocking-call]
  Out.write(Buffer, 8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'write' blocks the event loop: it waits for the file descriptor [async-blocking-call]
  co_return;
}

// --- Callables that are called at once, or again ---

Promise<void> evaluates(int Number) {
  return kj::evalNow([Number]() -> Promise<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the coroutine uses 'Number', captured in a closure that is gone when it is resumed [async-dangling-capture]
    co_await store(1);
    use(Number);
  });
}
Promise<void> evaluatesInPlace(kj::Timer &Timer, int Number) {
  co_await kj::evalNow([Number]() -> Promise<void> {
    co_await store(1);
    use(Number);
  });
  co_await Timer.timeoutAfter(1 * kj::SECONDS, kj::evalNow([Number]() -> Promise<void> {
    co_await store(1);
    use(Number);
  }));
}
void evaluatesToItsEnd(kj::WaitScope &Scope, int Number) {
  kj::evalNow([Number]() -> Promise<void> {
    co_await store(1);
    use(Number);
  }).wait(Scope);
}
Promise<void> evaluatesThrough() {
  co_await kj::evalNow([] { std::this_thread::sleep_for(std::chrono::seconds(1)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
}
Promise<void> retries(int Number) {
  return kj::retryOnDisconnect([Number]() -> Promise<void> {
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: the coroutine uses 'Number', captured in a closure that is gone when it is resumed [async-dangling-capture]
    co_await store(1);
    use(Number);
  });
}
Promise<void> retriesMoved(Promise<void> Given) {
  return kj::retryOnDisconnect([Given = std::move(Given)]() mutable { return std::move(Given); });
  // CHECK-MESSAGES: :[[@LINE-1]]:88: warning: this task is moved out by the first call, and every further one is given an empty task [async-test-never-runs]
}

// --- More peers ---

Promise<void> talks(kj::NetworkAddress &Address, kj::SecureNetworkWrapper &Tls, kj::WebSocket &Socket) {
  co_await Address.connectAuthenticated();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'connectAuthenticated' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'wrapClient' here
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'send' here
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'receive' here
  co_await Tls.wrapClient(1, "host");
  co_await Socket.send("hello");
  co_await Socket.receive();
}

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument,async-sequential-await -- -std=c++20 -I%S/Inputs

// What the model of folly says beyond folly.cpp, in the strict profile.

#include "folly.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;

using folly::coro::Task;

Task<int> load(int);
Task<void> store(int);
void use(int) noexcept;

// --- Types ---

using Certain = folly::coro::value_or_fatal<Task<int>, 0>;
Certain certain(int);
folly::coro::AsyncGenerator<int &&> numbers();

Task<void> drops(folly::SemiFuture<int> Future) {
  certain(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'certain' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it, if this coroutine's promise accepts it
  numbers();
  folly::coro::toSemiFuture(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'toSemiFuture' is never awaited: the operation it returns never starts [async-unawaited-result]
  std::move(Future).defer([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'defer' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_return;
}

Task<void> leaves() {
  folly::coro::CancellableAsyncScope Scope;
  // CHECK-MESSAGES: :[[@LINE-1]]:38: warning: 'Scope' is never closed: destroyed without 'joinAsync', it ends the program if a task was ever added [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: its scope is left here
  Scope.add(store(1));
  co_return;
}
Task<void> joins() {
  folly::coro::CancellableAsyncScope Scope;
  Scope.add(store(1));
  co_await Scope.cancelAndJoinAsync();
}
Task<void> cleansUp() {
  folly::coro::AsyncScope Scope;
  Scope.addWithSourceLoc(store(1));
  co_await Scope.cleanup();
}

// --- Tasks that are started ---

void starts(folly::coro::AsyncScope &Scope, folly::coro::CancellableAsyncScope &Other, folly::Executor *Executor,
            const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Scope.addWithSourceLoc(store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'addWithSourceLoc' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
  for (int Number : Numbers)
    Other.add(store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'add' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
  for (int Number : Numbers)
    folly::futures::detachOn(Executor, store(Number).semi());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detachOn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
  for (int Number : Numbers)
    folly::futures::detachOnGlobalCPUExecutor(store(Number).semi());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detachOnGlobalCPUExecutor' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
  for (int Number : Numbers)
    folly::futures::detachWithoutExecutor(store(Number).semi());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'detachWithoutExecutor' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
  for (int Number : Numbers)
    folly::futures::maybeDetachOnGlobalExecutorAfter(1s, store(Number).semi());
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'maybeDetachOnGlobalExecutorAfter' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
  for (int Number : Numbers)
    store(Number).scheduleOn(Executor).startInlineUnsafe([](folly::Try<int> &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'startInlineUnsafe' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: to bound them, await a limiter before each start: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
}
void startsMany(folly::Executor *Executor, const std::vector<int> &Numbers, std::vector<folly::Future<folly::Unit>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(folly::coro::toFuture(store(Number), Executor));
    // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'toFuture' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: the number of turns is known only at run time
    // CHECK-MESSAGES: :[[@LINE-3]]:20: note: to bound them, await a limiter before each start: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
}

// --- Gathers ---

Task<void> gathers(std::vector<folly::Future<int>> Futures) {
  co_await folly::coro::collectAll(load(1), load(2));
  co_await folly::coro::collectAllTry(load(1), load(2));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectAllTry' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use 'collectAll', which throws the first failure
  co_await folly::collectAll(Futures);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectAll' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use 'collect', which throws the first failure
  co_await folly::collect(Futures);
  co_await folly::collectAny(Futures);
  co_await folly::collectAnyWithoutException(Futures);
  co_await folly::collectN(std::move(Futures), 2);
}
std::vector<Task<int>> tasks(const std::vector<int> &Numbers) {
  std::vector<Task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  return Tasks;
}
Task<void> gathersMany(folly::coro::AsyncScope &Scope, const std::vector<int> &Numbers) {
  co_await folly::coro::collectAllWindowed(tasks(Numbers), 8);
  co_await folly::coro::collectAllTryWindowed(tasks(Numbers), 8);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectAllTryWindowed' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use 'collectAllWindowed', which throws the first failure
  co_await folly::coro::collectAnyRange(tasks(Numbers));
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'collectAnyRange' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:12: note: to bound them: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
  auto Values = folly::coro::makeUnorderedAsyncGenerator(Scope, tasks(Numbers));
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'makeUnorderedAsyncGenerator' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:17: note: to bound them: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
  while (auto Value = co_await Values.next())
    use(*Value);
  auto Tries = folly::coro::makeUnorderedTryAsyncGenerator(Scope, tasks(Numbers));
  // CHECK-MESSAGES: :[[@LINE-1]]:16: warning: 'makeUnorderedTryAsyncGenerator' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:16: note: to bound them: 'co_await semaphore.co_wait()' of a 'folly::fibers::Semaphore', which each task signals when it ends
  while (auto Try = co_await Tries.next())
    use(Try->value());
}

Task<void> bounded(folly::coro::AsyncScope &Scope, folly::coro::BoundedQueue<int> &Places, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Places.enqueue(Number);
    Scope.add(store(Number));
  }
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  Task<void> polls() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await folly::coro::sleep(1s);
  }
  Task<void> pollsFutures() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await folly::futures::sleep(1s);
  }
  Task<void> spins() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop waits for 'Ready' to change without suspending: until then nothing else runs on its event loop, not even what would change it there [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      folly::asm_volatile_pause();
    co_return;
  }
};

// What can only be cancelled never fails.
Task<void> pauses(folly::coro::Mutex &Mutex) noexcept {
  co_await folly::coro::sleep(1s);
  co_await folly::coro::sleepReturnEarlyOnCancel(1s);
  co_await Mutex.co_lock();
  Mutex.unlock();
}
Task<void> fails() noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  co_await folly::coro::sleep(1s);
  co_await store(1);
}

// --- Cancellation ---

Task<int> query(int);
Task<int> query(int, folly::CancellationToken);
Task<void> stops(folly::CancellationToken Stop) {
  co_await query(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'query' is not given 'Stop': it goes on when this function is asked to stop [async-dropped-token]
  // CHECK-MESSAGES: :[[@LINE-4]]:46: note: this overload takes a token here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: pass it on
  for (;;) {
    try {
      co_await load(1);
    } catch (const std::exception &) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'stops' cannot be stopped: this handler also catches 'folly::OperationCancelled', and the loop goes on [async-swallowed-cancellation]
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: that is thrown where this await is when the coroutine is told to stop
    // CHECK-MESSAGES: :[[@LINE-3]]:7: note: let it through before this handler
      use(1);
    }
  }
}

// --- Callables that are kept ---

Task<void> invokes() {
  int Number = 1;
  return folly::coro::co_invoke([&Number] { return store(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:58: note: it is used here
}
Task<void> retries() {
  int Number = 1;
  return folly::coro::retryN(3, [&Number] { return store(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:58: note: it is used here
}
Task<void> retriesWhen() {
  int Number = 1;
  return folly::coro::retryWhen([&Number] { return store(Number); }, [](folly::exception_wrapper &&) { return store(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:58: note: it is used here
}
Task<void> retriesLater() {
  int Number = 1;
  return folly::coro::retryWithExponentialBackoff(3, 1s, 9s, 0.1, [&Number] { return store(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:69: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:92: note: it is used here
}
folly::coro::AsyncGenerator<int &&> transforms() {
  int Number = 1;
  return folly::coro::transform(numbers(), [&Number](int Value) { return Value + Number; });
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:82: note: it is used here
}

// --- Executors ---

Task<void> elsewhere(folly::CPUThreadPoolExecutor &Pool) {
  co_await folly::async([] { std::this_thread::sleep_for(1s); });
}
void handles(folly::EventBase &Loop) {
  Loop.runInEventBaseThread([] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:34: note: use instead: an asynchronous timer
  Loop.tryRunAfterDelay([] { std::this_thread::sleep_for(1s); }, 100);
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:30: note: use instead: an asynchronous timer
}

// --- What blocks ---

Task<void> waits(folly::CPUThreadPoolExecutor &Pool, folly::Baton<> &Baton, folly::UnboundedQueue<int> &Queue,
                 folly::MPMCQueue<int> &Other, folly::Subprocess &Child, folly::Future<int> Future,
                 folly::Synchronized<std::string> &Shared, folly::SocketAddress Address) {
  int Number = 0;
  Pool.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'join' blocks the event loop: it waits for every thread of the pool, for ever if called on one of them [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: folly::coro::AsyncScope and its joinAsync
  Baton.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until another one posts the baton [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: folly::coro::Baton
  Baton.try_wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'try_wait_for' blocks the event loop: it parks the thread until another one posts the baton [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: folly::coro::Baton
  Baton.try_wait_for(0s);
  Queue.dequeue(Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'dequeue' blocks the event loop: it parks the thread until another one puts something into the queue [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: folly::coro::UnboundedQueue
  Other.blockingRead(Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingRead' blocks the event loop: it parks the thread until another one has used the queue [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: folly::coro::BoundedQueue
  Other.blockingWrite(Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockingWrite' blocks the event loop: it parks the thread until another one has used the queue [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: folly::coro::BoundedQueue
  Child.waitChecked();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitChecked' blocks the event loop: it waits for a child process to end [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a worker thread
  Child.communicate();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'communicate' blocks the event loop: it exchanges data with a child process until that closes its pipes [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a worker thread
  std::move(Future).getTryVia(&Pool);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getTryVia' waits on the event loop for asynchronous work: it runs an executor inside this function until the future is ready [async-sync-wait]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: await it instead
  Shared.wlock()->clear();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wlock' blocks the event loop: it waits while another thread holds the lock [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: an asynchronous mutex
  use(Shared.rlock()->size());
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'rlock' blocks the event loop: it waits while another thread holds the lock [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: use instead: an asynchronous mutex
  std::string Text;
  folly::readFile("file", Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'readFile' blocks the event loop: it waits for the disk [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a worker thread
  folly::writeFile(Text, "file");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'writeFile' blocks the event loop: it waits for the disk [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a worker thread
  Address.setFromHostPort("host:80");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'setFromHostPort' blocks the event loop: it waits for the name service [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a worker thread
  co_return;
}

// --- Times of futures, and what else a coroutine is given ---

// Of a network, so that they need a time limit.
[[clang::annotate("corolint::awaits: peer")]] folly::Future<int> fetch();
[[clang::annotate("corolint::awaits: peer")]] folly::SemiFuture<int> ask();
Task<void> waitsForPeers() {
  co_await fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fetch' waits for its peer without a time limit: {{.+}} [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: so does 'ask' here
  // CHECK-MESSAGES: :[[@LINE-3]]:12: note: to give up after a time: 'folly::coro::timeout'
  co_await ask();
}
Task<void> givesUp() {
  co_await fetch().within(1s);
  co_await fetch().onTimeout(1s, [] { return 0; });
  co_await ask().within(1s);
}
Task<void> gathersUnsafely(std::vector<folly::Future<int>> Futures) {
  co_await folly::collectAllUnsafe(Futures);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: the result of 'collectAllUnsafe' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  co_await folly::collectUnsafe(Futures);
}
Task<void> locks(folly::Synchronized<std::string> &Shared) {
  folly::Synchronized<std::string>::LockedPtr Locked(&Shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'LockedPtr' blocks the event loop: it waits while another thread holds the lock [async-blocking-call]
  folly::Synchronized<std::string>::LockedPtr Moved(std::move(Locked));
  folly::Synchronized<std::string>::LockedPtr Later;
  co_return;
}

// The coroutine has the callable, but not what that refers to.
void exits(std::optional<folly::coro::detail::ScopeExitTask<>> &Kept) {
  int Number = 1;
  Kept.emplace(folly::coro::co_scope_exit([&Number]() -> Task<void> { co_await store(Number); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:45: warning: 'Number' is captured by reference and gone when the coroutine runs [async-dangling-capture]
}
void exitsWithCopy(std::optional<folly::coro::detail::ScopeExitTask<>> &Kept) {
  int Number = 1;
  Kept.emplace(folly::coro::co_scope_exit([Number]() -> Task<void> { co_await store(Number); }));
}

// --- What runs at once already need not be awaited together ---

Task<void> inTurn() {
  auto A = co_await folly::coro::collectAll(load(1), load(2));
  auto B = co_await folly::coro::collectAll(load(3), load(4));
  auto C = co_await folly::coro::collectAny(load(5), load(6));
  auto D = co_await folly::coro::collectAny(load(7), load(8));
  auto E = co_await folly::coro::collectAllWindowed(tasks({1, 2}), 8);
  auto F = co_await folly::coro::collectAllWindowed(tasks({3, 4}), 8);
}
std::vector<folly::Future<int>> requests();
Task<void> futuresInTurn() {
  auto A = co_await folly::collect(requests());
  auto B = co_await folly::collect(requests());
  auto C = co_await folly::collectUnsafe(requests());
  auto D = co_await folly::collectUnsafe(requests());
  auto E = co_await folly::collectAny(requests());
  auto F = co_await folly::collectAny(requests());
  auto G = co_await folly::collectN(requests(), 2);
  auto H = co_await folly::collectN(requests(), 2);
  auto I = co_await folly::collectAnyWithoutException(requests());
  auto J = co_await folly::collectAnyWithoutException(requests());
}

// --- What threads of a pool run may block them ---

void onPool(folly::CPUThreadPoolExecutor &Pool, folly::EventBase &Loop, std::vector<folly::Future<folly::Unit>> &Kept) {
  Pool.add([] {
    folly::coro::blockingWait([]() -> Task<void> {
      std::this_thread::sleep_for(1s);
      co_return;
    }());
  });
  Kept.push_back(folly::via(&Pool, [] {
    folly::coro::blockingWait([]() -> Task<void> {
      std::this_thread::sleep_for(1s);
      co_return;
    }());
  }));
  Kept.push_back(folly::async([] {
    folly::coro::blockingWait([]() -> Task<void> {
      std::this_thread::sleep_for(1s);
      co_return;
    }());
  }));
}
// So may a task that is started there.
void startsOnPool(folly::CPUThreadPoolExecutor &Pool, std::vector<folly::Future<folly::Unit>> &Kept) {
  auto Sleeps = []() -> Task<void> {
    std::this_thread::sleep_for(1s);
    co_return;
  };
  Kept.push_back(folly::coro::toFuture(Sleeps(), &Pool));
}
Task<void> waitsForMore(folly::EventBase &Loop, folly::fibers::Semaphore &Fibers, folly::LifoSem &Threads,
                        folly::DynamicBoundedQueue<int> &Queue, folly::detail::Sleeper &Spins,
                        apache::thrift::ThriftServer &Server) {
  int Number = 0;
  Loop.loopOnce();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'loopOnce' blocks the event loop: it runs an event loop inside this function [async-blocking-call]
  Fibers.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop until it is done; awaiting its asynchronous twin 'co_wait' would not [async-sync-sibling]
  Threads.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until another one signals the semaphore [async-blocking-call]
  Queue.enqueue(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'enqueue' blocks the event loop: it parks the thread until another one has used the queue [async-blocking-call]
  Queue.dequeue(Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'dequeue' blocks the event loop: it parks the thread until another one has used the queue [async-blocking-call]
  Spins.wait();
  Server.serve();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'serve' blocks the event loop: it runs the server until another thread stops it [async-blocking-call]
  co_return;
}

// --- More callables that are kept ---

folly::coro::AsyncGenerator<int &&> filters() {
  int Number = 1;
  return folly::coro::filter(numbers(), [&Number](int Value) { return Value > Number; });
  // CHECK-MESSAGES: :[[@LINE-1]]:43: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
}
Task<int> accumulates() {
  int Number = 1;
  return folly::coro::accumulate(numbers(), 0, [&Number](int Sum, int Value) { return Sum + Value * Number; });
  // CHECK-MESSAGES: :[[@LINE-1]]:50: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
}
Task<int> readsShared(folly::coro::Synchronized<int> &Shared) {
  int Number = 1;
  return Shared.withRLock([&Number](auto &&) { return Number; });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
}
Task<int> writesShared(folly::coro::Synchronized<int> &Shared) {
  int Number = 1;
  return Shared.withWLock([&Number](auto &&) { return Number; });
  // CHECK-MESSAGES: :[[@LINE-1]]:29: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
}

// --- What blockingWait calls ---

Task<void> waitsForTask(folly::coro::detail::BlockingWaitTask<int> One, folly::coro::detail::BlockingWaitTask<int> Two,
                        folly::EventBase &Loop) {
  int Frame = 0;
  std::move(One).get(Frame);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' waits on the event loop for asynchronous work: it parks the thread until the task has ended [async-sync-wait]
  std::move(Two).getVia(&Loop, Frame);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'getVia' waits on the event loop for asynchronous work: it parks the thread until the task has ended [async-sync-wait]
  co_return;
}

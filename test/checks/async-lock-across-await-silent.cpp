// RUN: %check_corolint %s %t --checks=-*,async-lock-across-await -- -std=c++20

// What is not reported of locks and suspension points.

#include "Inputs/task.h"
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <shared_mutex>

using lib::Generator;
using lib::Task;

std::mutex M;
Task<> work();
Task<int> number();
bool condition();

Task<> scope() {
  {
    std::lock_guard Lock(M);
  }
  co_await work();
}

Task<> unlocked() {
  std::unique_lock Lock(M);
  Lock.unlock();
  co_await work();
}

Task<> unlockedOnEveryPath() {
  std::unique_lock Lock(M);
  if (condition()) {
    Lock.unlock();
    co_await work();
    co_return;
  }
  Lock.unlock();
  co_await work();
}

Task<> unlockedUnderTheSame(bool Async) {
  std::unique_lock Lock(M);
  if (Async)
    Lock.unlock();
  condition();
  if (Async)
    co_await work();
}

Task<> lockedUnderTheOther(bool Async) {
  std::unique_lock Lock(M, std::defer_lock);
  if (!Async)
    Lock.lock();
  if (Async)
    co_await work();
}

Task<> unlockedInLoop() {
  while (condition()) {
    M.lock();
    condition();
    M.unlock();
    co_await work();
  }
}

Task<> released() {
  std::unique_lock Lock(M);
  std::mutex *Locked = Lock.release();
  Locked->unlock();
  co_await work();
}

Task<> deferred() {
  std::unique_lock Lock(M, std::defer_lock);
  co_await work();
  std::scoped_lock<> Nothing;
  co_await work();
}

Task<> tried() {
  std::unique_lock Lock(M, std::try_to_lock);
  if (!Lock.owns_lock())
    co_await work();
}

Task<> triedFor(std::timed_mutex &Timed) {
  std::unique_lock Lock(Timed, std::chrono::seconds(1));
  if (!Lock)
    co_await work();
}

void keep(std::unique_lock<std::mutex> Given);
Task<> moved() {
  std::unique_lock Lock(M);
  keep(std::move(Lock));
  co_await work();
}

Task<> unlockedByAnother() {
  auto Unlock = [](std::unique_lock<std::mutex> &Lock) { Lock.unlock(); };
  std::unique_lock Lock(M);
  Unlock(Lock);
  co_await work();
}

Task<> unlockedByLambda() {
  std::unique_lock Lock(M);
  auto Unlock = [&] { Lock.unlock(); };
  Unlock();
  co_await work();
}

Task<> emptyGuard() {
  std::unique_lock<std::mutex> Lock;
  co_await work();
}

Task<> emptied() {
  std::unique_lock Lock(M);
  Lock = {};
  co_await work();
}

// The awaiter gives the lock back while it waits.
struct Condition {
  lib::Awaiter<> wait(std::unique_lock<std::mutex> &Lock);
};
Task<> handedToAwaiter(Condition &Changed) {
  std::unique_lock Lock(M);
  co_await Changed.wait(Lock);
}
struct Waiter : lib::Awaiter<> {
  std::unique_lock<std::mutex> Lock;
};
Task<> handedOver() {
  std::unique_lock Lock(M);
  co_await Waiter{{}, std::move(Lock)};
}
struct HandWaiter : lib::Awaiter<> {
  std::mutex &Of;
};
Task<> handedByHand() {
  M.lock();
  co_await HandWaiter{{}, M};
}

// The awaiter is handed the mutex of the guard.
struct MutexCondition {
  lib::Awaiter<> wait(std::mutex &Of);
};
Task<> guardOfHandedMutex(MutexCondition &Changed) {
  std::unique_lock Lock(M);
  co_await Changed.wait(M);
}

// An await that never suspends.
struct Ready {
  bool await_ready() const noexcept { return true; }
  void await_suspend(std::coroutine_handle<>) noexcept {}
  int await_resume() noexcept { return 0; }
};
Task<> ready() {
  std::lock_guard Lock(M);
  co_await Ready();
  co_await std::suspend_never();
}

// Merely defined.
Task<> definesLambda() {
  auto Later = []() -> Task<> { co_await work(); };
  {
    std::lock_guard Lock(M);
    auto Inner = []() -> Task<> { co_await work(); };
    (void)Inner;
  }
  co_await Later();
}

// A coroutine's own locks.
class AsyncMutex {
public:
  class Guard {
  public:
    explicit Guard(AsyncMutex &Of) : Of(&Of) {}
    Guard(Guard &&Other) noexcept : Of(std::exchange(Other.Of, nullptr)) {}
    ~Guard() {
      if (Of)
        Of->unlock();
    }

  private:
    AsyncMutex *Of;
  };
  lib::Awaiter<> lock();
  Task<Guard> scopedLock();
  bool try_lock();
  void unlock();
};
Task<> asyncMutex(AsyncMutex &Async) {
  co_await Async.lock();
  co_await work();
  Async.unlock();
}
Task<> asyncGuard(AsyncMutex &Async) {
  auto Lock = co_await Async.scopedLock();
  co_await work();
}
Task<> adopted(AsyncMutex &Async) {
  co_await Async.lock();
  std::unique_lock<AsyncMutex> Lock(Async, std::adopt_lock);
  co_await work();
}
// The library says so: whatever an await gives was waited for there.
Task<std::unique_lock<std::mutex>> lockLater();
Task<> awaitedGuard() {
  auto Lock = co_await lockLater();
  co_await work();
}

// Stands for a lock where there is but one thread.
struct NoMutex {
  void lock() {}
  void unlock() {}
};
Task<> noMutex(NoMutex &None) {
  std::lock_guard Lock(None);
  co_await work();
}

// A wait of the thread, without a suspension.
Task<> conditionVariable(std::condition_variable &Changed) {
  std::unique_lock Lock(M);
  Changed.wait(Lock);
  Lock.unlock();
  co_await work();
}

Generator<int> generator() {
  std::lock_guard Lock(M);
  co_yield 1;
}

Task<> temporaryInAnotherExpression() {
  std::lock_guard<std::mutex>{M}, condition();
  co_await work();
}

void noCoroutine() {
  std::lock_guard Lock(M);
  condition();
}

Task<> ternary(bool Async) {
  std::optional<int> Value;
  {
    std::shared_mutex Shared;
    std::shared_lock Lock(Shared);
    Value = 1;
  }
  Value = Async ? co_await number() : 0;
}

// What may lock later.
class MayLock {
public:
  explicit MayLock(std::mutex &Mutex) : Lock(Mutex, std::defer_lock) {}
  void lock() { Lock.lock(); }

private:
  std::unique_lock<std::mutex> Lock;
};
class LockedForAWhile {
public:
  explicit LockedForAWhile(std::mutex &Mutex) : Lock(Mutex) { Lock.unlock(); }

private:
  std::unique_lock<std::mutex> Lock;
};
Task<> mayLock(std::mutex &Mutex) {
  MayLock Later(Mutex);
  LockedForAWhile Before(Mutex);
  co_await work();
}

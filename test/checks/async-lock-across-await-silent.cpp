// RUN: %check_corolint %s %t --checks=-*,async-lock-across-await -- -std=c++20

// What is not reported of locks and suspension points.

#include "Inputs/task.h"
#include <atomic>
#include <chrono>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
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

// The mutex of the guard is free meanwhile.
Task<> mutexUnlocked() {
  std::unique_lock Lock(M);
  M.unlock();
  co_await work();
  M.lock();
}
Task<> mutexOfGuardUnlocked() {
  std::unique_lock Lock(M);
  Lock.mutex()->unlock();
  co_await work();
  Lock.mutex()->lock();
}
Task<> mutexUnlockedByAnotherName() {
  std::unique_lock Lock(M);
  std::mutex &Same = M;
  Same.unlock();
  co_await work();
  Same.lock();
}
void unlock(std::mutex *Given);
Task<> mutexHandedOn() {
  std::unique_lock Lock(M);
  unlock(Lock.mutex());
  co_await work();
}
Task<> releasedAndUnlocked() {
  std::unique_lock Lock(M);
  Lock.release()->unlock();
  co_await work();
}
Task<> releasedThenUnlocked() {
  std::unique_lock Lock(M);
  Lock.release();
  M.unlock();
  co_await work();
}
Task<> releasedToAnother() {
  std::unique_lock Lock(M);
  unlock(Lock.release());
  co_await work();
}
Task<> releasedAndAdopted() {
  std::unique_lock Lock(M);
  Lock.release();
  {
    std::lock_guard Adopted(M, std::adopt_lock);
  }
  co_await work();
}

// Guards that something else owns.
std::optional<std::unique_lock<std::mutex>> tryLock();
std::unique_ptr<std::lock_guard<std::mutex>> mayLock();
Task<> ownedGuards() {
  std::optional<std::lock_guard<std::mutex>> Reset;
  Reset.emplace(M);
  Reset.reset();
  std::optional<std::unique_lock<std::mutex>> Deferred(std::in_place, M, std::defer_lock);
  std::optional<std::unique_lock<std::mutex>> Empty = std::nullopt;
  Empty = std::unique_lock(M);
  Empty = std::nullopt;
  std::optional<std::unique_lock<std::mutex>> Unlocked{std::in_place, M};
  Unlocked->unlock();
  auto Pointer = std::make_unique<std::lock_guard<std::mutex>>(M);
  Pointer = nullptr;
  auto Tried = tryLock();
  auto Made = mayLock();
  co_await work();
}
Task<> ownedUnderTheSame(bool Threaded) {
  std::optional<std::unique_lock<std::mutex>> Lock;
  if (Threaded)
    Lock.emplace(M);
  condition();
  if (Threaded)
    Lock.reset();
  co_await work();
}
Task<> ownedGuardHandedOn(Condition &Changed) {
  std::optional<std::unique_lock<std::mutex>> Lock{std::in_place, M};
  co_await Changed.wait(*Lock);
}

Task<> functionOfC(pthread_mutex_t &Given) {
  pthread_mutex_lock(&Given);
  condition();
  pthread_mutex_unlock(&Given);
  co_await work();
}
Task<> bothAtOnce(std::mutex &Other) {
  std::unique_lock One(M, std::defer_lock), Two(Other, std::defer_lock);
  std::lock(One, Two);
  One.unlock();
  Two.unlock();
  co_await work();
}

Task<> parameterUnlocked(std::unique_lock<std::mutex> Held) {
  Held.unlock();
  co_await work();
}
Task<> parameterAsked(std::unique_lock<std::mutex> Held) {
  if (!Held)
    co_await work();
}
Task<> parameterOfCaller(std::unique_lock<std::mutex> &Held) { co_await work(); }
Task<> parameterHandedOn(std::unique_lock<std::mutex> Held, Condition &Changed) {
  co_await Changed.wait(Held);
}

// What looks like a guard, and leaves nothing locked.
struct Counts {
  explicit Counts(std::atomic<int> &Of) : Of(Of) {
    int Old = Of;
    while (!Of.compare_exchange_weak(Old, Old + 1)) {
    }
  }
  ~Counts() { --Of; }
  std::atomic<int> &Of;
};
struct Registered {
  explicit Registered(std::mutex &Of) : Of(Of) {
    Of.lock();
    Of.unlock();
  }
  ~Registered() {
    Of.lock();
    Of.unlock();
  }
  std::mutex &Of;
};
struct Marks {
  explicit Marks(std::atomic<bool> &Of) : Of(Of) { Of = true; }
  ~Marks() { Of = false; }
  std::atomic<bool> &Of;
};
class Section {
public:
  void Enter() { Mutex.lock(); }
  void Leave() { Mutex.unlock(); }

private:
  std::mutex Mutex;
};
struct MayEnter {
  MayEnter(Section &Of, bool Really) : Of(Of), Really(Really) {
    if (Really)
      Of.Enter();
  }
  ~MayEnter() {
    if (Really)
      Of.Leave();
  }
  Section &Of;
  bool Really;
};
Task<> noGuards(std::atomic<int> &Count, std::mutex &Mutex, std::atomic<bool> &Flag, Section &Of) {
  Counts One(Count);
  Registered Two(Mutex);
  Marks Three(Flag);
  MayEnter Four(Of, condition());
  co_await work();
}
Task<> sectionLeft(Section &Of) {
  Of.Enter();
  condition();
  Of.Leave();
  co_await work();
}

Task<> swappedAndUnlocked(std::mutex &Mutex) {
  std::unique_lock<std::mutex> Kept;
  std::unique_lock Held(Mutex);
  Kept.swap(Held);
  Kept.unlock();
  co_await work();
}
Task<> swappedIntoEndedScope(std::mutex &Mutex) {
  std::unique_lock Held(Mutex);
  {
    std::unique_lock<std::mutex> Inner;
    std::swap(Held, Inner);
  }
  co_await work();
}

// Tried, and given back on its branch.
Task<> gaveBack() {
  if (M.try_lock())
    M.unlock();
  co_await work();
}

// Destroyed on the way to the handler.
Task<> guardThrown(int Turns) {
  try {
    for (; Turns > 0; --Turns) {
      {
        std::scoped_lock Lock(M);
        condition();
      }
      co_await work();
    }
  } catch (...) {
  }
  co_await work();
}

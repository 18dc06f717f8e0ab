// RUN: %check_corolint %s %t --checks=-*,async-lock-across-await -- -std=c++20

// What is reported of locks of threads that are held where a coroutine is suspended.

#include "Inputs/task.h"
#include <atomic>
#include <memory>
#include <mutex>
#include <optional>
#include <pthread.h>
#include <shared_mutex>

using lib::Task;

std::mutex M;
Task<> work();
Task<int> number();
bool condition();

Task<> guard() {
  std::lock_guard<std::mutex> Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
}

Task<> deduced() {
  std::lock_guard Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the coroutine may be suspended here, and holds it
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
  co_await work();
}

template <typename Mutex> using Guard = std::unique_lock<Mutex>;
Task<> alias() {
  Guard<std::mutex> Lock{M};
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:15: note: the coroutine may be suspended here, and holds it
  int Value = co_await number();
  (void)Value;
}

Task<> lockedAgain() {
  std::unique_lock Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: it is locked here
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: the coroutine may be suspended here, and holds it
  Lock.unlock();
  co_await work();
  Lock.lock();
  co_await work();
}

Task<> deferredThenLocked() {
  std::unique_lock Lock(M, std::defer_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: it is locked here
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the coroutine may be suspended here, and holds it
  Lock.lock();
  co_await work();
}

Task<> movedToAnother() {
  std::unique_lock Lock(M);
  auto Other = std::move(Lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Other' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
}

Task<> assigned() {
  std::unique_lock<std::mutex> Lock;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: it is locked here
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
  Lock = std::unique_lock(M);
  co_await work();
}

std::unique_lock<std::mutex> locked();
Task<> returnedByFunction() {
  auto Lock = locked();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
}

Task<> givenBackOnOnePath() {
  std::unique_lock Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine may be suspended here, and holds it
  if (condition())
    Lock.unlock();
  co_await work();
}

Task<> inCondition() {
  std::scoped_lock Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:7: note: the coroutine may be suspended here, and holds it
  if (co_await number() > 0)
    co_return;
}

Task<> inArgument(int);
Task<> argument() {
  std::scoped_lock Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:14: note: the coroutine may be suspended here, and holds it
  inArgument(co_await number());
}

Task<> earlyExit(bool Empty) {
  for (;;) {
    std::unique_lock Lock(M);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE+3]]:5: note: the coroutine may be suspended here, and holds it
    if (Empty)
      co_return;
    co_await work();
  }
}

class Account {
public:
  Task<> byHand() {
    Mutex.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Mutex' stays locked while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE+1]]:5: note: the coroutine may be suspended here, and holds it
    co_await work();
    Mutex.unlock();
    co_await work();
  }
  Task<int> shared() {
    std::shared_lock Reading(Shared);
    // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: 'Reading' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
    // CHECK-MESSAGES: :[[@LINE+1]]:15: note: the coroutine may be suspended here, and holds it
    co_return co_await number();
  }
  Task<> inLoop() {
    while (condition()) {
      Shared.lock_shared();
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'Shared' stays locked while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
      // CHECK-MESSAGES: :[[@LINE+1]]:11: note: the coroutine may be suspended here, and holds it
      if (co_await number() == 0) {
        Shared.unlock_shared();
        break;
      }
      Shared.unlock_shared();
    }
  }

private:
  std::mutex Mutex;
  std::shared_mutex Shared;
};

// Types of the program.
class [[clang::capability("mutex")]] Spin {
public:
  void Acquire() __attribute__((acquire_capability()));
  void Release() __attribute__((release_capability()));
};
class [[clang::scoped_lockable]] SpinGuard {
public:
  explicit SpinGuard(Spin &Of);
  ~SpinGuard();
};
Spin S;

Task<> attributes() {
  SpinGuard Held(S);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Held' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
}

Task<> attributesByHand() {
  S.Acquire();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'S' stays locked while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
  S.Release();
}

class Latch {
public:
  void lock();
  void unlock();
};
struct LatchGuard {
  explicit LatchGuard(Latch &Of) : Of(Of) { Of.lock(); }
  ~LatchGuard() { Of.unlock(); }
  Latch &Of;
};
Latch L;

Task<> ownGuard() {
  LatchGuard Held{L};
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Held' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
}

// What is locked is reached through the guard.
template <typename T> class Protected {
public:
  class Access {
  public:
    explicit Access(Protected &In) : In(In) { In.Mutex.lock(); }
    ~Access() { In.Mutex.unlock(); }
    T *operator->() { return &In.Value; }

  private:
    Protected &In;
  };
  Access access() { return Access(*this); }

private:
  std::mutex Mutex;
  T Value;
};
struct Store {
  Task<> flush();
};
Protected<Store> P;

Task<> accessor() {
  auto Held = P.access();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Held' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await Held->flush();
}

Task<> temporary() { co_await P.access()->flush(); }
// CHECK-MESSAGES: :[[@LINE-1]]:31: warning: this lock is held to the end of the expression, while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
// CHECK-MESSAGES: :[[@LINE-2]]:22: note: the coroutine may be suspended here, and holds it

auto lambda = [](std::mutex &Given) -> Task<> {
  std::lock_guard Lock(Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
};

template <typename Mutex> Task<> instantiated(Mutex &Given) {
  std::lock_guard Lock(Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
}
Task<> instances(std::mutex &One, std::shared_mutex &Other) {
  co_await instantiated(One);
  co_await instantiated(Other);
}

Task<> handlerOfException() {
  std::unique_lock Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  // CHECK-MESSAGES: :[[@LINE+5]]:5: note: it is locked here
  // CHECK-MESSAGES: :[[@LINE+8]]:3: note: the coroutine may be suspended here, and holds it
  try {
    Lock.unlock();
    co_await work();
    Lock.lock();
  } catch (int) {
    Lock.lock();
  }
  co_await work();
}

// A coroutine that can yield, and awaits: whoever started it does not wait for it.
struct Stream {
  struct promise_type {
    Stream get_return_object();
    std::suspend_always initial_suspend();
    std::suspend_always final_suspend() noexcept;
    std::suspend_always yield_value(int);
    void return_void();
    void unhandled_exception();
  };
};
Stream awaitsBetweenValues() {
  std::lock_guard<std::mutex> Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Lock' holds its lock while the coroutine is suspended
  co_await work();
  co_yield 1;
}

// The lock is in what gives access.
template <typename T> class Guarded {
public:
  class Access {
  public:
    Access(std::mutex &Mutex, T &Value) : Lock(Mutex), Value(&Value) {}
    T *operator->() const { return Value; }

  private:
    std::unique_lock<std::mutex> Lock;
    T *Value;
  };
  Access access() { return Access(Mutex, Value); }

private:
  std::mutex Mutex;
  T Value;
};
struct Counted {
  int Count = 0;
};
Task<> proxy(Guarded<Counted> &Of) {
  auto Access = Of.access();
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Access' holds its lock while the coroutine is suspended
  ++Access->Count;
  co_await work();
}

// The mutex of a guard, unlocked and locked again behind its back.
Task<> mutexLockedAgain() {
  std::unique_lock Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: it is locked here
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: the coroutine may be suspended here, and holds it
  M.unlock();
  co_await work();
  M.lock();
  co_await work();
}
Task<> mutexOfGuardLockedAgain() {
  std::unique_lock Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: it is locked here
  // CHECK-MESSAGES: :[[@LINE+4]]:3: note: the coroutine may be suspended here, and holds it
  Lock.mutex()->unlock();
  co_await work();
  Lock.mutex()->lock();
  co_await work();
}
Task<> anotherMutexUnlocked(std::mutex &Other) {
  std::unique_lock Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended
  Other.unlock();
  if (Lock.mutex() == &M)
    co_await work();
  Other.lock();
}

// Whoever releases a guard has to unlock the mutex.
Task<> released() {
  std::unique_lock Lock(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the guard gives up its mutex here, which stays locked
  // CHECK-MESSAGES: :[[@LINE+2]]:3: note: the coroutine may be suspended here, and holds it
  Lock.release();
  co_await work();
}
Task<> releasedShared(std::shared_mutex &Shared) {
  std::shared_lock Lock(Shared);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'Lock' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+1]]:9: note: the guard gives up its mutex here, which stays locked
  (void)Lock.release();
  co_await work();
}

// Guards that something else owns.
Task<> inOptional() {
  std::optional<std::lock_guard<std::mutex>> Lock;
  // CHECK-MESSAGES: :[[@LINE-1]]:46: warning: 'Lock' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: it is locked here
  // CHECK-MESSAGES: :[[@LINE+3]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
  Lock.emplace(M);
  co_await work();
  Lock.reset();
  co_await work();
}
Task<> inPlace() {
  std::optional<std::unique_lock<std::mutex>> Lock{std::in_place, M};
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'Lock' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
  Lock->unlock();
  co_await work();
}
Task<> assignedToOptional() {
  std::optional<std::unique_lock<std::mutex>> Lock;
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'Lock' holds its lock while the coroutine is suspended
  Lock = std::unique_lock(M);
  co_await work();
}
Task<> inPointer() {
  auto Lock = std::make_unique<std::lock_guard<std::mutex>>(M);
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'Lock' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
  Lock = nullptr;
  co_await work();
}

// Functions that lock what they are given.
Task<> functionOfC(pthread_mutex_t *Given) {
  pthread_mutex_lock(Given);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Given' stays locked while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
  pthread_mutex_unlock(Given);
  co_await work();
}
Task<> bothAtOnce(std::mutex &Other) {
  std::unique_lock One(M, std::defer_lock), Two(Other, std::defer_lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:20: warning: 'One' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE-2]]:45: warning: 'Two' holds its lock while the coroutine is suspended
  std::lock(One, Two);
  co_await work();
}

Task<> parameter(std::unique_lock<std::mutex> Held) {
  // CHECK-MESSAGES: :[[@LINE-1]]:47: warning: 'Held' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
  condition();
}

// Guards and mutexes of the program, by what their bodies do.
class SpinLock {
public:
  void acquire() {
    while (Flag.test_and_set(std::memory_order_acquire)) {
    }
  }
  void release() { Flag.clear(std::memory_order_release); }

private:
  std::atomic_flag Flag;
};
class SpinLockGuard {
public:
  explicit SpinLockGuard(SpinLock &Of) : Of(Of) { Of.acquire(); }
  ~SpinLockGuard() { Of.release(); }

private:
  SpinLock &Of;
};
Task<> spinLock(SpinLock &Spins) {
  SpinLockGuard Held(Spins);
  // CHECK-MESSAGES: :[[@LINE-1]]:17: warning: 'Held' holds its lock while the coroutine is suspended
  co_await work();
}

class Section {
public:
  void Enter() {
    for (;;) {
      if (!Taken.exchange(true))
        return;
      while (Taken.load()) {
      }
    }
  }
  void Leave() { Taken = false; }

private:
  std::atomic<bool> Taken;
};
struct InSection {
  explicit InSection(Section *Of) : Of(Of) { Of->Enter(); }
  ~InSection() { Of->Leave(); }
  Section *Of;
};
Task<> section(Section &Of) {
  InSection Held(&Of);
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'Held' holds its lock while the coroutine is suspended
  co_await work();
}
Task<> sectionByHand(Section &Of) {
  Of.Enter();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Of' stays locked while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+1]]:3: note: the coroutine may be suspended here, and holds it
  co_await work();
  Of.Leave();
  co_await work();
}

struct PosixGuard {
  explicit PosixGuard(pthread_mutex_t *Of) : Of(Of) { pthread_mutex_lock(Of); }
  ~PosixGuard() { pthread_mutex_unlock(Of); }
  pthread_mutex_t *Of;
};
Task<> posixGuard(pthread_mutex_t &Mutex) {
  PosixGuard Held(&Mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'Held' holds its lock while the coroutine is suspended
  co_await work();
}

class Wrapped {
public:
  void Enter() { Mutex.lock(); }
  void Leave() { Mutex.unlock(); }

private:
  std::mutex Mutex;
};
Wrapped Global;
struct GlobalGuard {
  GlobalGuard() { Global.Enter(); }
  ~GlobalGuard() { Global.Leave(); }
};
Task<> wrapped() {
  GlobalGuard Held;
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'Held' holds its lock while the coroutine is suspended
  co_await work();
}

// Guards that are swapped have each other's lock.
Task<> swapped(std::mutex &Mutex) {
  std::unique_lock<std::mutex> Kept;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Kept' holds its lock while the coroutine is suspended
  // CHECK-MESSAGES: :[[@LINE+3]]:5: note: it is locked here
  // CHECK-MESSAGES: :[[@LINE+5]]:3: note: the coroutine may be suspended here, and holds it
  {
    std::unique_lock Held(Mutex);
    Kept.swap(Held);
  }
  co_await work();
}
Task<> swappedByFunction(std::mutex &Mutex) {
  std::unique_lock<std::mutex> Kept;
  // CHECK-MESSAGES: :[[@LINE-1]]:32: warning: 'Kept' holds its lock while the coroutine is suspended
  std::unique_lock Held(Mutex);
  std::swap(Held, Kept);
  co_await work();
}

// Tried, and taken on one branch.
Task<> tries() {
  if (M.try_lock()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'M' stays locked while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
    co_await work();
    M.unlock();
  } else {
    co_await work();
  }
  co_await work();
}
Task<> triesFirst() {
  if (!M.try_lock()) {
    // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'M' stays locked while the coroutine is suspended
    co_await work();
    co_return;
  }
  co_await work();
  M.unlock();
  co_await work();
}

// One that is taken by hand is not given back by what is thrown.
Task<> lockedAndThrown() {
  try {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' stays locked while the coroutine is suspended
    condition();
    M.unlock();
  } catch (...) {
  }
  co_await work();
}

// Nor does it destroy what a reference or a pointer in the block names.
struct Stripe {
  std::mutex Mutex;
  std::unique_lock<std::mutex> Lock;
};
Stripe &stripeOf(int);
Task<> referenceAndThrown() {
  try {
    auto &Mutex = stripeOf(1).Mutex;
    Mutex.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Mutex' stays locked while the coroutine is suspended
    condition();
    Mutex.unlock();
  } catch (...) {
  }
  co_await work();
}
Task<> pointerAndThrown() {
  try {
    std::mutex *Mutex = &stripeOf(1).Mutex;
    Mutex->lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Mutex' stays locked while the coroutine is suspended
    condition();
    Mutex->unlock();
  } catch (...) {
  }
  co_await work();
}
Task<> guardOfOthersAndThrown() {
  try {
    auto &Lock = stripeOf(1).Lock;
    Lock.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Lock' stays locked while the coroutine is suspended
    condition();
    Lock.unlock();
  } catch (...) {
  }
  co_await work();
}

// RUN: %check_corolint %s %t --checks=-*,async-lock-across-await -- -std=c++20

// What is reported of locks of threads that are held where a coroutine is suspended.

#include "Inputs/task.h"
#include <mutex>
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

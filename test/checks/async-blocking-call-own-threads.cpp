// RUN: %check_corolint %s %t --checks=-*,async-blocking-call -- -std=c++20

// Threads of the program's own, without a model; and what ends the program.

#include "Inputs/task.h"
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <unistd.h>
#include <vector>

lib::Task<> other();
void nap() { ::sleep(1); }

// --- A pool that a coroutine goes to by awaiting it ---

class Pool {
public:
  struct Awaiter {
    Pool &On;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> Waiting) { On.Waiting.push_back(Waiting); }
    void await_resume() const noexcept {}
  };
  Awaiter operator co_await() { return {*this}; }
  Awaiter schedule() { return {*this}; }
  lib::Task<> run();

private:
  std::deque<std::coroutine_handle<>> Waiting;
  std::vector<std::jthread> Threads;
};
Pool::Awaiter resumeOn(Pool &);
class Worker {
public:
  struct Awaiter {
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> Waiting) {
      std::thread([Waiting] { Waiting.resume(); }).detach();
    }
    void await_resume() const noexcept {}
  };
};

lib::Task<> onPool(Pool &Own) {
  co_await Own;
  ::sleep(1);
}
lib::Task<> onSchedule(Pool *Own) {
  co_await Own->schedule();
  nap();
}
lib::Task<> onResume(Pool &Own) {
  co_await resumeOn(Own);
  nap();
}
lib::Task<> onWorker() {
  co_await Worker::Awaiter();
  nap();
}
class Detaching {
public:
  Detaching() {
    for (int I = 0; I < 4; ++I)
      std::thread([] { nap(); }).detach();
  }
  Pool::Awaiter schedule();
};
lib::Task<> onDetaching(Detaching &Own) {
  co_await Own.schedule();
  nap();
}
// A task of a class that has threads may come back anywhere.
lib::Task<> onTask(Pool &Own) {
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-64]]:14: note: 'nap' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-65]]:14: note: use instead: an asynchronous timer
  co_await Own.run();
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-69]]:14: note: 'nap' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-70]]:14: note: use instead: an asynchronous timer
}

// --- A task that its promise starts on a thread ---

struct Threaded {
  struct promise_type {
    struct Start {
      bool await_ready() noexcept { return false; }
      void await_suspend(std::coroutine_handle<> Started) noexcept {
        std::thread([Started] { Started.resume(); }).detach();
      }
      void await_resume() noexcept {}
    };
    Threaded get_return_object() { return {}; }
    Start initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
Threaded onThread() {
  ::sleep(1);
  co_await other();
}

// --- A task whose promise is told of a pool ---

struct OnPool {
  struct promise_type {
    promise_type() = default;
    explicit promise_type(std::shared_ptr<Pool> On);
    OnPool get_return_object() { return {}; }
    std::suspend_always initial_suspend() noexcept { return {}; }
    std::suspend_never final_suspend() noexcept { return {}; }
    void return_void() {}
    void unhandled_exception() { std::terminate(); }
  };
};
OnPool given(std::shared_ptr<Pool> Own) {
  ::sleep(1);
  co_await other();
}
OnPool notGiven() {
  ::sleep(1);
  co_await other();
}

// --- A result that has been waited for ---

class Value {
public:
  bool await_ready() const noexcept { return false; }
  void await_suspend(std::coroutine_handle<>) noexcept;
  int await_resume();
  lib::Awaiter<bool> ready();
  int operator*() {
    std::unique_lock<std::mutex> Lock(Mutex);
    Filled.wait(Lock);
    return 0;
  }

private:
  std::mutex Mutex;
  std::condition_variable Filled;
};
lib::Task<int> asks(Value &Of, Value &Other) {
  co_await Of.ready();
  co_return *Of + *Other;
  // CHECK-MESSAGES: :[[@LINE-1]]:19: warning: 'operator*' blocks the event loop: through 'wait' it parks the thread until another one notifies the condition [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-12]]:5: note: 'operator*' calls 'wait' here
  // CHECK-MESSAGES: :[[@LINE-13]]:5: note: use instead: an asynchronous event
}

// --- The end of the program keeps nobody waiting ---

[[noreturn]] void die() {
  nap();
  std::abort();
}
void record(int Severity) {
  if (Severity == 6) {
    if (FILE *Trace = ::popen("addr2line", "r"))
      ::pclose(Trace);
    std::exit(1);
  }
  if (Severity == 7)
    die();
}
lib::Task<> logs() {
  record(1);
  co_await other();
}
lib::Task<> serves() {
  co_await other();
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-167]]:14: note: 'nap' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-168]]:14: note: use instead: an asynchronous timer
  std::exit(0);
}

// --- To and fro between executors of which nothing is known ---

class Loop {
public:
  virtual ~Loop();
  virtual void post(std::function<void()> Work) = 0;
  struct Hop {
    Loop *To;
    bool await_ready() const noexcept { return false; }
    void await_suspend(std::coroutine_handle<> Waiter) { To->post(Waiter); }
    void await_resume() const noexcept {}
  };
  Hop enter() { return {this}; }
};
lib::Task<> between(Loop *Home, std::shared_ptr<Loop> Disk) {
  co_await Disk->enter();
  nap();
  co_await Home->enter();
}
lib::Task<> toOne(Loop *Home) {
  co_await Home->enter();
  nap();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'nap' blocks the event loop: through 'sleep' it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-195]]:14: note: 'nap' calls 'sleep' here
  // CHECK-MESSAGES: :[[@LINE-196]]:14: note: use instead: an asynchronous timer
}

// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of bRPC says beyond brpc.cpp, in the strict profile.

#include "brpc.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using brpc::experimental::Awaitable;

Awaitable<void> waits(bthread_mutex_t &Mutex, bthread_cond_t &Changed, bthread_sem_t &Semaphore, brpc::Server &Server) {
  bthread_mutex_lock(&Mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'bthread_mutex_lock' blocks the event loop: it waits while another bthread holds the lock [async-blocking-call]
  bthread_cond_wait(&Changed, &Mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'bthread_cond_wait' blocks the event loop: it suspends the whole bthread until another one wakes it [async-blocking-call]
  bthread_mutex_unlock(&Mutex);
  bthread_sem_wait(&Semaphore);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'bthread_sem_wait' blocks the event loop: it suspends the whole bthread until another one wakes it [async-blocking-call]
  brpc::Join(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Join' blocks the event loop: it waits for the peer's answer [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of 'brpc::experimental::AwaitableDone::awaitable()'
  Server.Join();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'Join' blocks the event loop: it waits until the server has ended [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a call from ordinary code
  Server.RunUntilAskedToQuit();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'RunUntilAskedToQuit' blocks the event loop: it waits until the server has ended [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a call from ordinary code
  co_return;
}
// A bthread of its own may block.
Awaitable<void> elsewhere() {
  std::uint64_t Thread;
  bthread_start_background(
      &Thread, nullptr,
      [](void *) -> void * {
        std::this_thread::sleep_for(1s);
        return nullptr;
      },
      nullptr);
  bthread_start_urgent(
      &Thread, nullptr,
      [](void *) -> void * {
        auto Work = []() -> Awaitable<void> {
          std::this_thread::sleep_for(1s);
          co_return;
        };
        brpc::experimental::Coroutine(Work()).join();
        return nullptr;
      },
      nullptr);
  bthread_start_background(
      &Thread, nullptr,
      [](void *) -> void * {
        auto Work = []() -> Awaitable<void> {
          std::this_thread::sleep_for(1s);
          co_return;
        };
        brpc::experimental::Coroutine(Work()).join();
        return nullptr;
      },
      nullptr);
  co_return;
}

// --- Locks ---

Awaitable<void> locks(bthread::RWLock &Lock, bthread::internal::FastPthreadMutex &Mutex) {
  Lock.rdlock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'rdlock' blocks the event loop: it waits while another bthread holds the lock [async-blocking-call]
  Lock.unlock();
  Mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lock' blocks the event loop: it waits while another bthread holds the lock [async-blocking-call]
  Mutex.unlock();
  bthread::RWLockWrGuard Guard(Lock);
  // CHECK-MESSAGES: :[[@LINE-1]]:26: warning: 'RWLockWrGuard' blocks the event loop: it waits while another bthread holds the lock [async-blocking-call]
  co_return;
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  Awaitable<void> polls() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await brpc::experimental::Coroutine::usleep(1000);
  }
};

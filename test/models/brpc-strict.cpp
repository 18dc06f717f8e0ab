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
Awaitable<void> elsewhere() {
  std::uint64_t Thread;
  bthread_start_background(
      &Thread, nullptr,
      [](void *) -> void * {
        std::this_thread::sleep_for(1s);
        return nullptr;
      },
      nullptr);
  co_return;
}

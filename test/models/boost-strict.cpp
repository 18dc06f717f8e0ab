// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20
// REQUIRES: boost-asio

// What the model of Boost says beyond boost.cpp, in the strict profile.

#include "Inputs/parts.h"
#include <boost/thread.hpp>

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<void> operator co_await();
};

Task locks(boost::mutex &Mutex, boost::shared_mutex &Shared) {
  boost::lock_guard<boost::mutex> Guard(Mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:35: warning: 'lock_guard' blocks the event loop: it waits while another thread holds the lock [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:35: note: use instead: an asynchronous mutex
  boost::unique_lock<boost::mutex> Lock(Mutex);
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'unique_lock' blocks the event loop: it waits while another thread holds the lock [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:36: note: use instead: an asynchronous mutex
  boost::unique_lock<boost::mutex> Moved(boost::move(Lock));
  boost::unique_lock<boost::mutex> Later;
  Mutex.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lock' blocks the event loop: it waits while another thread holds the lock [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: an asynchronous mutex
  Mutex.try_lock();
  Shared.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lock' blocks the event loop: it waits while another thread holds the lock [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: an asynchronous mutex
  co_return;
}

// Boost's futures as they are called by default.
Task waits(boost::unique_future<int> Future, boost::unique_future<int> Timed) {
  Timed.wait_for(boost::chrono::seconds(0));
  Future.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it parks the thread until there is a value, for ever if this thread is to produce it [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: the future of the coroutine library, awaited
  co_return;
}

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of FoundationDB's flow that its model speaks of.

#pragma once

#include "parts.h"
#include <cstdint>

enum class TaskPriority { DefaultDelay };
template <class T> struct SAV {
  void delref();
};
class Void {};

template <class T> class Future {
public:
  Future(Future const &);
  Future(Future &&) noexcept;
  ~Future() {
    if (sav)
      sav->delref();
  }
  bool isReady() const;
  T const &get() const;

private:
  SAV<T> *sav;
};
template <class T> class FutureStream {};
template <class T> class PromiseStream {};

template <class T> class AsyncResult {
public:
  AsyncResult(AsyncResult const &) = delete;
  AsyncResult(AsyncResult &&) noexcept;
  ~AsyncResult() {
    if (sav)
      sav->delref();
  }
  T get() &&;

private:
  SAV<T> *sav;
};

namespace coro {
template <class T> struct CoroPromise : parts::Promise<std::suspend_never>, parts::Returns<T> {
  Future<T> get_return_object();
  template <class U> parts::Awaiter<U> await_transform(const Future<U> &);
  template <class U> parts::Awaiter<U> await_transform(AsyncResult<U>);
};
struct DetachedCoroutinePromise;
struct DetachedCoroutine {
  using promise_type = DetachedCoroutinePromise;
};
struct DetachedCoroutinePromise : parts::Returns<void> {
  DetachedCoroutine get_return_object() noexcept { return {}; }
  std::suspend_never initial_suspend() const noexcept { return {}; }
  std::suspend_never final_suspend() const noexcept { return {}; }
  void unhandled_exception() const noexcept {}
  template <class U> parts::Awaiter<U> await_transform(const Future<U> &);
};
} // namespace coro
template <class T, class... Args> struct std::coroutine_traits<Future<T>, Args...> {
  using promise_type = coro::CoroPromise<T>;
};

Future<Void> delay(double, TaskPriority = TaskPriority::DefaultDelay);
Future<Void> delayJittered(double, TaskPriority = TaskPriority::DefaultDelay);
Future<Void> orderedDelay(double, TaskPriority = TaskPriority::DefaultDelay);
Future<Void> lowPriorityDelay(double);
void threadSleep(double seconds);
Future<Void> yield(TaskPriority = TaskPriority::DefaultDelay);
template <class T> Future<T> timeoutError(Future<T>, double);
Future<Void> uncancellable(Future<Void>);
enum : int { error_code_actor_cancelled = 1101 };
class Error {
public:
  int code() const;
};
class Transaction {
public:
  Future<Void> commit();
  Future<Void> onError(Error const &);
};
template <class P> class ReferenceCounted {
public:
  void addref() const;
  void delref() const;
};
template <class... Futures> Future<int> race(Futures &&...);
template <class T> Future<Void> waitForAll(std::vector<Future<T>> const &);
template <class T> Future<std::vector<T>> getAll(std::vector<Future<T>>);
template <class T> Future<Void> waitForAllReadyThenThrow(std::vector<Future<T>> const &);
template <class T> AsyncResult<std::vector<T>> getAllAsync(std::vector<Future<T>>);
template <class T> Future<T> waitForFirst(std::vector<Future<T>>);
template <class T> Future<T> chooseActor(Future<T>, Future<T>);
template <class T> Future<Void> ready(Future<T>);
template <class T> Future<T> timeoutChoose(Future<T>, Future<Void>, T);
template <class T> class ThreadFuture {
public:
  T getBlocking();
  void blockUntilReady();
};
template <class T> Future<Void> waitForAllReady(std::vector<Future<T>>);

class ActorCollection {
public:
  explicit ActorCollection(bool);
  void add(Future<Void> const &);
  Future<Void> getResult() const;
};
struct FlowLock {
  explicit FlowLock(int64_t);
  Future<Void> take();
  void release(int64_t = 1);
};

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of brpc that its model speaks of.

#pragma once

#include "parts.h"
#include <cstdint>

extern "C" {
int bthread_usleep(std::uint64_t microseconds);
int bthread_join(std::uint64_t bt, void **bthread_return);
struct bthread_mutex_t {};
struct bthread_cond_t {};
struct bthread_sem_t {};
int bthread_mutex_lock(bthread_mutex_t *);
int bthread_mutex_unlock(bthread_mutex_t *);
int bthread_cond_wait(bthread_cond_t *, bthread_mutex_t *);
int bthread_sem_wait(bthread_sem_t *);
int bthread_start_background(std::uint64_t *, const int *, void *(*)(void *), void *);
int bthread_start_urgent(std::uint64_t *, const int *, void *(*)(void *), void *);
struct bthread_id_t {};
int bthread_id_join(bthread_id_t);
int bthread_fd_wait(int fd, unsigned events);
struct bthread_rwlock_t {};
}

namespace bthread {
template <typename T> struct ExecutionQueueId {};
template <typename T> int execution_queue_join(ExecutionQueueId<T>);
class RWLock {
public:
  void rdlock();
  void unlock();
};
class RWLockWrGuard {
public:
  explicit RWLockWrGuard(bthread_rwlock_t &);
  explicit RWLockWrGuard(RWLock &);
  ~RWLockWrGuard();
};
namespace internal {
class FastPthreadMutex {
public:
  void lock();
  void unlock();
};
} // namespace internal
} // namespace bthread

namespace brpc {
void Join(std::uint64_t);
class Server {
public:
  int Join();
  void RunUntilAskedToQuit();
};
namespace experimental {
namespace detail {
template <typename T> class AwaitablePromise;
} // namespace detail

template <typename T> class Awaitable {
public:
  using promise_type = detail::AwaitablePromise<T>;
  ~Awaitable() {}
  bool await_ready();
  template <typename U> void await_suspend(std::coroutine_handle<detail::AwaitablePromise<U>>);
  T await_resume();
};

namespace detail {
template <typename T> class AwaitablePromise : public parts::Returns<T> {
public:
  Awaitable<T> get_return_object();
  std::suspend_always initial_suspend() { return {}; }
  std::suspend_never final_suspend() noexcept { return {}; }
  void unhandled_exception() { std::terminate(); }
};
} // namespace detail

class Coroutine {
public:
  template <typename T> Coroutine(Awaitable<T> &&aw, bool detach = false);
  ~Coroutine();
  template <typename T = void> T join();
  template <typename T = void> Awaitable<T> awaitable();
  static Awaitable<int> usleep(int sleep_us);
};

} // namespace experimental
} // namespace brpc

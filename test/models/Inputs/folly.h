// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of folly that its model speaks of.

#pragma once

#include "parts.h"
#include <thread>

namespace folly {

using HighResDuration = std::chrono::microseconds;

template <class T> class Try {
public:
  bool hasException() const noexcept;
  T &value();
};
class exception_wrapper {};
class OperationCancelled : public std::exception {};
class CancellationToken {};
class Executor {};
class ThreadPoolExecutor : public Executor {
public:
  void join();
};
class CPUThreadPoolExecutor : public ThreadPoolExecutor {
public:
  void add(std::function<void()>);
};
class IOThreadPoolExecutor : public ThreadPoolExecutor {};
class EventBase : public Executor {
public:
  bool loop();
  bool loopOnce(int Flags = 0);
  void loopForever();
  void runInLoop(std::function<void()>, bool ThisIteration = false);
  void runInEventBaseThread(std::function<void()>) noexcept;
  void runInEventBaseThreadAndWait(std::function<void()>) noexcept;
  bool tryRunAfterDelay(std::function<void()>, std::uint32_t Milliseconds);
};
class AsyncTimeout {
public:
  virtual ~AsyncTimeout();
  virtual void timeoutExpired() noexcept = 0;
};
template <typename T> class UnboundedQueue {
public:
  void enqueue(T) { std::this_thread::sleep_for(std::chrono::microseconds(1)); }
  void dequeue(T &);
};
template <typename T> class DynamicBoundedQueue {
public:
  void enqueue(T);
  void dequeue(T &);
};
class LifoSem {
public:
  void wait();
};
template <typename T> class MPMCQueue {
public:
  void blockingRead(T &) noexcept;
  void blockingWrite(T) noexcept;
};
template <bool MayBlock = true> class Baton {
public:
  void wait() noexcept;
  template <typename Rep, typename Period> bool try_wait_for(const std::chrono::duration<Rep, Period> &) noexcept;
};
template <class SynchronizedType, class LockPolicy> class LockedPtr {
public:
  LockedPtr() = default;
  explicit LockedPtr(SynchronizedType *);
  LockedPtr(LockedPtr &&) noexcept = default;
  auto *operator->() const { return &Parent->Datum; }

private:
  SynchronizedType *Parent = nullptr;
};
namespace detail {
class Sleeper {
public:
  void wait() noexcept { std::this_thread::sleep_for(std::chrono::microseconds(500)); }
};
struct LockPolicyExclusive;
struct LockPolicyShared;
} // namespace detail
template <class T> class Synchronized {
public:
  using LockedPtr = folly::LockedPtr<Synchronized, detail::LockPolicyExclusive>;
  using ConstLockedPtr = folly::LockedPtr<const Synchronized, detail::LockPolicyShared>;
  LockedPtr wlock();
  ConstLockedPtr rlock() const;
  T Datum;
};
class Subprocess {
public:
  int wait();
  void waitChecked();
  std::pair<std::string, std::string> communicate(std::string = std::string());
};
template <class Container> bool readFile(const char *, Container &, std::size_t = -1);
template <class Container> bool writeFile(const Container &, const char *, int = 0, int = 0666);
class SocketAddress {
public:
  void setFromHostPort(const std::string &);
};
void asm_volatile_pause();
class Latch {
public:
  void wait();
};
struct Unit {};
template <class T> class SemiFuture {
public:
  SemiFuture(SemiFuture &&) noexcept;
  ~SemiFuture();
  T get() &&;
  T get(HighResDuration) &&;
  template <typename F> SemiFuture deferValue(F &&) && { return parts::make<SemiFuture>(); }
  template <typename F> SemiFuture defer(F &&) && { return parts::make<SemiFuture>(); }
  SemiFuture within(HighResDuration) &&;
  bool isReady() const;
  friend parts::Awaiter<T> operator co_await(SemiFuture &&) noexcept;

private:
  std::shared_ptr<T> Core;
};

template <class T> class Future {
public:
  Future(Future &&) noexcept;
  ~Future();
  T get() &&;
  T getVia(Executor *) &&;
  Try<T> getTryVia(Executor *) &&;
  Future within(HighResDuration) &&;
  template <class F> Future onTimeout(HighResDuration, F &&) && { return parts::make<Future>(); }
  friend parts::Awaiter<T> operator co_await(Future &&) noexcept;
};
template <typename F> Future<Unit> via(Executor *, F &&) { return parts::make<Future<Unit>>(); }
template <typename F> Future<Unit> async(F &&) { return parts::make<Future<Unit>>(); }
template <typename Collection> SemiFuture<std::vector<Try<int>>> collectAll(Collection &&);
template <typename Collection> Future<std::vector<Try<int>>> collectAllUnsafe(Collection &&);
template <typename Collection> SemiFuture<std::vector<int>> collect(Collection &&);
template <typename Collection> Future<std::vector<int>> collectUnsafe(Collection &&);
template <typename Collection> SemiFuture<std::pair<std::size_t, Try<int>>> collectAny(Collection &&);
template <typename Collection> SemiFuture<std::pair<std::size_t, int>> collectAnyWithoutException(Collection &&);
template <typename Collection> SemiFuture<std::vector<std::pair<std::size_t, Try<int>>>> collectN(Collection, std::size_t);
namespace futures {
SemiFuture<Unit> sleep(HighResDuration);
template <typename T> void detachOn(Executor *, SemiFuture<T> &&);
template <typename T> void detachOnGlobalCPUExecutor(SemiFuture<T> &&);
template <typename T> void detachWithoutExecutor(SemiFuture<T> &&);
template <typename T> void maybeDetachOnGlobalExecutorAfter(HighResDuration, SemiFuture<T> &&);
} // namespace futures

namespace coro {

template <typename T> class Task;
template <typename T> class TaskWithExecutor;
namespace detail {
template <typename Awaitable> struct Awaited { using type = int; };
template <template <typename> class Awaitable, typename T> struct Awaited<Awaitable<T>> { using type = T; };
template <typename T> class TaskPromise : public parts::Promise<std::suspend_always>, public parts::Returns<T> {
public:
  Task<T> get_return_object() noexcept;
  template <typename Awaitable>
  parts::Awaiter<typename Awaited<std::remove_cvref_t<Awaitable>>::type> await_transform(Awaitable &&) noexcept;
};
} // namespace detail

/// Awaitable by a customisation point alone.
template <typename T = void> class [[nodiscard]] Task {
public:
  using promise_type = detail::TaskPromise<T>;
  Task(Task &&) noexcept;
  ~Task();
  TaskWithExecutor<T> scheduleOn(Executor *) && noexcept;
  SemiFuture<int> semi() &&;
  friend parts::Awaiter<T> co_viaIfAsync(Executor *, Task) noexcept;
};
template <typename T> class [[nodiscard]] TaskWithExecutor {
public:
  TaskWithExecutor(TaskWithExecutor &&) noexcept;
  TaskWithExecutor &operator=(TaskWithExecutor &&) noexcept;
  ~TaskWithExecutor();
  SemiFuture<int> start() &&;
  template <typename F> void start(F &&) && {}
  template <typename F> void startInlineUnsafe(F &&) && {}
  parts::Awaiter<T> operator co_await() && noexcept;
};

struct co_withExecutor_fn {
  template <typename T> TaskWithExecutor<T> operator()(Executor *, Task<T>) const;
};
inline constexpr co_withExecutor_fn co_withExecutor{};

struct blocking_wait_fn {
  template <typename Awaitable> int operator()(Awaitable &&) const;
};
inline constexpr blocking_wait_fn blocking_wait{};
static constexpr blocking_wait_fn const &blockingWait = blocking_wait;

Task<void> sleep(std::chrono::microseconds);
template <typename InputRange> Task<std::vector<int>> collectAllRange(InputRange);
template <typename InputRange> Task<std::vector<Try<int>>> collectAllTryRange(InputRange);
template <typename InputRange> Task<std::vector<int>> collectAllWindowed(InputRange, std::size_t);
template <typename InputRange> Task<std::vector<Try<int>>> collectAllTryWindowed(InputRange, std::size_t);
template <typename... T> Task<std::pair<std::size_t, Try<int>>> collectAny(Task<T>...);
template <typename... T> Task<std::tuple<T...>> collectAll(Task<T>...);
template <typename... T> Task<std::tuple<Try<T>...>> collectAllTry(Task<T>...);
template <typename InputRange> Task<std::pair<std::size_t, Try<int>>> collectAnyRange(InputRange);

template <typename Reference, typename Value = std::remove_cvref_t<Reference>> class [[nodiscard]] AsyncGenerator {
public:
  struct promise_type : parts::Promise<std::suspend_always> {
    AsyncGenerator get_return_object() noexcept;
    std::suspend_always yield_value(Value) noexcept;
    void return_void() noexcept;
    template <typename Awaitable> parts::Awaiter<int> await_transform(Awaitable &&) noexcept;
  };
  AsyncGenerator(AsyncGenerator &&) noexcept;
  ~AsyncGenerator();
  Task<std::optional<Value>> next() noexcept;
};

class AsyncScope {
public:
  AsyncScope() noexcept;
  ~AsyncScope();
  template <typename Awaitable> void add(Awaitable &&, void * = nullptr);
  template <typename Awaitable> void addWithSourceLoc(Awaitable &&, void * = nullptr);
  Task<void> joinAsync() noexcept;
  SemiFuture<Unit> cleanup() noexcept;
};
class CancellableAsyncScope {
public:
  CancellableAsyncScope() noexcept;
  ~CancellableAsyncScope();
  template <typename Awaitable> void add(Awaitable &&, std::optional<CancellationToken> = std::nullopt, void * = nullptr);
  Task<void> joinAsync() noexcept;
  Task<void> cancelAndJoinAsync() noexcept;
};

template <typename InputRange> AsyncGenerator<int &&> makeUnorderedAsyncGenerator(AsyncScope &, InputRange);
template <typename InputRange> AsyncGenerator<Try<int> &&> makeUnorderedTryAsyncGenerator(AsyncScope &, InputRange);
template <typename T> Future<Unit> toFuture(Task<T> &&, Executor *);
template <typename T> SemiFuture<Unit> toSemiFuture(Task<T> &&);
template <typename T> Task<T> timeout(Task<T>, HighResDuration);
template <typename T, typename Duration> Task<std::optional<T>> timed_wait(Task<T>, Duration);

template <typename F> std::invoke_result_t<F> co_invoke(F) { return parts::make<std::invoke_result_t<F>>(); }
template <typename F, typename D> std::invoke_result_t<F> retryWhen(F, D) { return parts::make<std::invoke_result_t<F>>(); }
template <typename F> std::invoke_result_t<F> retryN(std::uint32_t, F &&) { return parts::make<std::invoke_result_t<F>>(); }
template <typename F>
std::invoke_result_t<F> retryWithExponentialBackoff(std::uint32_t, HighResDuration, HighResDuration, double, F &&) {
  return parts::make<std::invoke_result_t<F>>();
}
template <typename F> AsyncGenerator<int &&> transform(AsyncGenerator<int &&>, F) { return parts::make<AsyncGenerator<int &&>>(); }

template <typename F> AsyncGenerator<int &&> filter(AsyncGenerator<int &&>, F) { return parts::make<AsyncGenerator<int &&>>(); }
template <typename F> Task<int> accumulate(AsyncGenerator<int &&>, int, F) { return parts::make<Task<int>>(); }
template <class Inner> class Synchronized {
public:
  template <typename F> Task<int> withRLock(F) const { return parts::make<Task<int>>(); }
  template <typename F> Task<int> withWLock(F) { return parts::make<Task<int>>(); }
};

namespace detail {
template <typename T> class BlockingWaitTask {
public:
  BlockingWaitTask(BlockingWaitTask &&) noexcept;
  ~BlockingWaitTask();
  T get(int &ParentFrame) &&;
  T getVia(Executor *, int &ParentFrame) &&;
};
template <typename... Args> class ScopeExitTask;
struct ScopeExitTaskPromiseBase {
  std::suspend_always initial_suspend() noexcept { return {}; }
  std::suspend_always final_suspend() noexcept { return {}; }
  [[noreturn]] void unhandled_exception() noexcept { throw; }
  void return_void() noexcept {}
};
template <typename... Args> class ScopeExitTaskPromise : public ScopeExitTaskPromiseBase {
public:
  template <typename Action> explicit ScopeExitTaskPromise(Action &&, Args &...) noexcept;
  ScopeExitTask<Args...> get_return_object() noexcept;
};
template <typename... Args> class [[nodiscard]] ScopeExitTask {
public:
  using promise_type = ScopeExitTaskPromise<Args...>;
  ScopeExitTask(ScopeExitTask &&) noexcept;
  ~ScopeExitTask();
  friend parts::Awaiter<std::tuple<Args &...>> co_viaIfAsync(Executor *, ScopeExitTask &&) noexcept;
};
} // namespace detail
class co_scope_exit_fn {
public:
  template <typename Action, typename... Args>
  detail::ScopeExitTask<std::decay_t<Args>...> operator()(Action &&, Args &&...) const {
    return parts::make<detail::ScopeExitTask<std::decay_t<Args>...>>();
  }
};
inline constexpr co_scope_exit_fn co_scope_exit{};

Task<void> sleepReturnEarlyOnCancel(std::chrono::microseconds);
class Mutex {
public:
  Task<void> co_lock() noexcept;
  void unlock() noexcept;
};
template <typename T> class BoundedQueue {
public:
  Task<void> enqueue(T);
  Task<T> dequeue();
};

/// An inner task that ends the program where it fails.
template <typename InnerTask, auto Policy> class [[nodiscard]] value_or_fatal {
public:
  value_or_fatal(value_or_fatal &&) noexcept;
  ~value_or_fatal();
  friend parts::Awaiter<int> co_viaIfAsync(Executor *, value_or_fatal) noexcept;
};

} // namespace coro

namespace fibers {
class Semaphore {
public:
  explicit Semaphore(std::size_t);
  void wait();
  coro::Task<void> co_wait();
  void signal();
};
} // namespace fibers

} // namespace folly

namespace apache::thrift {
class ThriftServer {
public:
  void serve();
};
} // namespace apache::thrift

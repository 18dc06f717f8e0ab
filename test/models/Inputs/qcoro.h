// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// QCoro and the little of Qt that it stands on, declarations only.

#pragma once

#include <chrono>
#include <concepts>
#include <coroutine>
#include <exception>
#include <type_traits>
#include <utility>

class QThread;

class QObject {
public:
  QObject();
  virtual ~QObject();
  QThread *thread() const;
};

class QCoreApplication : public QObject {
public:
  static QCoreApplication *instance();
};

class QThread : public QObject {
public:
  static void sleep(unsigned long Seconds);
  static void msleep(unsigned long Milliseconds);
  static void usleep(unsigned long Microseconds);
};

class QTimer : public QObject {};

class QIODevice : public QObject {
public:
  virtual bool waitForReadyRead(int Milliseconds);
  virtual bool waitForBytesWritten(int Milliseconds);
};

class QProcess : public QIODevice {
public:
  bool waitForStarted(int Milliseconds = 30000);
  bool waitForFinished(int Milliseconds = 30000);
};

template <typename T> class QFuture {
public:
  bool isFinished() const;
  void waitForFinished();
  T result() const;
};

namespace QtConcurrent {
template <class Function, class... Args>
[[nodiscard]] auto run(Function &&f, Args &&...args)
    -> QFuture<std::invoke_result_t<std::decay_t<Function>, std::decay_t<Args>...>> {
  return {};
}
} // namespace QtConcurrent

class QDBusMessage {};
class QDBusPendingCall {
public:
  ~QDBusPendingCall();
};
template <typename First, typename... Others> class QDBusPendingReply : public QDBusPendingCall {
public:
  operator First() const;
};
class QDBusAbstractInterface {
public:
  template <typename... Args> QDBusMessage call(const char *method, Args &&...args);
  template <typename... Args> QDBusPendingCall asyncCall(const char *method, Args &&...args);
};

namespace QCoro {

template <typename T = void> class Task;
template <typename T = void> class LazyTask;

namespace detail {

template <typename T>
concept HasAwaitReady = requires(T t) { t.await_ready(); };
template <typename T>
concept HasMemberCoAwait = requires(T t) { t.operator co_await(); };
template <typename T>
concept Awaitable = HasAwaitReady<T> || HasMemberCoAwait<T>;

template <typename T> struct awaiter_type;
template <typename T> using awaiter_type_t = typename awaiter_type<T>::type;

class TaskFinalSuspend {
public:
  bool await_ready() const noexcept;
  template <typename Promise> void await_suspend(std::coroutine_handle<Promise>) noexcept;
  constexpr void await_resume() const noexcept {}
};

class TaskPromiseBase {
public:
  std::suspend_never initial_suspend() const noexcept;
  auto final_suspend() const noexcept { return TaskFinalSuspend(); }
  template <typename T, typename Awaiter = awaiter_type_t<std::remove_cvref_t<T>>>
  auto await_transform(T &&value) {
    return Awaiter{std::forward<T>(value)};
  }
  template <Awaitable T> auto &&await_transform(T &&awaitable) { return std::forward<T>(awaitable); }
  template <Awaitable T> auto &await_transform(T &awaitable) { return awaitable; }
};

template <typename T> class TaskPromise : public TaskPromiseBase {
public:
  Task<T> get_return_object() noexcept;
  void unhandled_exception();
  void return_value(T &&value) noexcept;
  void return_value(const T &value) noexcept;
  T &result() &;
};

template <> class TaskPromise<void> : public TaskPromiseBase {
public:
  Task<void> get_return_object() noexcept;
  void unhandled_exception();
  void return_void() noexcept;
  void result();
};

template <typename Promise> class TaskAwaiterBase {
public:
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
};

template <typename T, template <typename> class TaskImpl, typename PromiseType> class TaskBase {
public:
  explicit TaskBase() noexcept = default;
  TaskBase(const TaskBase &) = delete;
  TaskBase &operator=(const TaskBase &) = delete;
  TaskBase(TaskBase &&) noexcept;
  TaskBase &operator=(TaskBase &&) noexcept;
  virtual ~TaskBase();

  bool isReady() const;

  auto operator co_await() const noexcept {
    class TaskAwaiter : public TaskAwaiterBase<PromiseType> {
    public:
      T await_resume();
    };
    return TaskAwaiter();
  }

  template <typename ThenCallback> auto then(ThenCallback &&) & { return TaskImpl<void>(); }
  template <typename ThenCallback> auto then(ThenCallback &&) && { return TaskImpl<void>(); }
  template <typename ThenCallback, typename ErrorCallback>
  auto then(ThenCallback &&, ErrorCallback &&) && {
    return TaskImpl<void>();
  }

protected:
  std::coroutine_handle<PromiseType> mCoroutine = {};
};

template <typename T> class LazyTaskPromise : public TaskPromise<T> {
public:
  LazyTask<T> get_return_object() noexcept;
  std::suspend_always initial_suspend() const noexcept;
};

} // namespace detail

template <typename T> class Task final : public detail::TaskBase<T, Task, detail::TaskPromise<T>> {
public:
  using promise_type = detail::TaskPromise<T>;
  using value_type = T;
  using detail::TaskBase<T, Task, detail::TaskPromise<T>>::TaskBase;
};

template <typename T>
class LazyTask final : public detail::TaskBase<T, LazyTask, detail::LazyTaskPromise<T>> {
public:
  using promise_type = detail::LazyTaskPromise<T>;
  using value_type = T;
  using detail::TaskBase<T, LazyTask, promise_type>::TaskBase;
  ~LazyTask() override;
  auto operator co_await() const noexcept {
    class TaskAwaiter : public detail::TaskAwaiterBase<promise_type> {
    public:
      std::coroutine_handle<promise_type> await_suspend(std::coroutine_handle<>) noexcept;
      T await_resume();
    };
    return TaskAwaiter();
  }
};

namespace detail {

template <typename T, Awaitable Awaitable> T waitFor(Awaitable &&awaitable);

template <typename T> class GeneratorPromise;
template <typename T> class AsyncGeneratorPromise;

} // namespace detail

template <typename T> T waitFor(Task<T> &task);
template <typename T> T waitFor(Task<T> &&task);
template <detail::Awaitable Awaitable> auto waitFor(Awaitable &&awaitable) {
  return awaitable.operator co_await().await_resume();
}

template <typename T, typename QObjectSubclass, typename Callback>
void connect(Task<T> &&task, QObjectSubclass *context, Callback func) {}

template <typename Rep, typename Period>
Task<> sleepFor(const std::chrono::duration<Rep, Period> &timeout);

class ThreadContext {
public:
  explicit ThreadContext(QThread *thread);
  ~ThreadContext();
  ThreadContext(const ThreadContext &) = delete;
  bool await_ready() const noexcept;
  void await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};

ThreadContext moveToThread(QThread *thread);

template <typename T> class Generator {
public:
  using promise_type = detail::GeneratorPromise<T>;
  struct iterator {
    iterator &operator++();
    T &operator*() const;
    bool operator==(const iterator &) const;
  };
  iterator begin();
  iterator end();
};

template <typename T> class [[nodiscard]] AsyncGenerator {
public:
  using promise_type = detail::AsyncGeneratorPromise<T>;
  struct iterator {
    std::suspend_always operator++();
    T &operator*() const;
    bool operator==(const iterator &) const;
  };
  auto begin() {
    struct BeginIteratorAwaitable {
      bool await_ready() const noexcept;
      void await_suspend(std::coroutine_handle<>) noexcept;
      iterator await_resume();
    };
    return BeginIteratorAwaitable();
  }
  iterator end();
};

namespace detail {

template <typename T> class GeneratorPromise {
public:
  Generator<T> get_return_object();
  std::suspend_always initial_suspend();
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  std::suspend_always yield_value(T &value);
  std::suspend_always yield_value(T &&value);
  void return_void();
  template <typename U> std::suspend_never await_transform(U &&) = delete;
};

template <typename T> class AsyncGeneratorPromise {
public:
  AsyncGenerator<T> get_return_object();
  std::suspend_always initial_suspend() const noexcept;
  std::suspend_always final_suspend() noexcept;
  void unhandled_exception();
  std::suspend_always yield_value(T value);
  void return_void() noexcept;
};

class QCoroTimer {
public:
  class WaitForTimeoutOperation {
  public:
    explicit WaitForTimeoutOperation(QTimer &timer);
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>);
    void await_resume() const;
  };
  Task<void> waitForTimeout() const;
};
template <> struct awaiter_type<QTimer> {
  using type = QCoroTimer::WaitForTimeoutOperation;
};

template <typename T> class QCoroFuture final {
public:
  class WaitForFinishedOperation {
  public:
    explicit WaitForFinishedOperation(const QFuture<T> &future);
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>);
    T await_resume() const;
  };
  Task<T> waitForFinished();
  Task<T> result();
};
template <typename T> struct awaiter_type<QFuture<T>> {
  using type = typename QCoroFuture<T>::WaitForFinishedOperation;
};

class QCoroDBusPendingCall {
public:
  class WaitForFinishedOperation {
  public:
    explicit WaitForFinishedOperation(const QDBusPendingCall &call);
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>);
    QDBusMessage await_resume() const;
  };
};
template <typename... Args> class QCoroDBusPendingReply {
public:
  class WaitForFinishedOperation {
  public:
    explicit WaitForFinishedOperation(const QDBusPendingReply<Args...> &reply);
    bool await_ready() const noexcept;
    void await_suspend(std::coroutine_handle<>);
    QDBusPendingReply<Args...> await_resume() const;
  };
};
template <typename... Args> struct awaiter_type<QDBusPendingReply<Args...>> {
  using type = typename QCoroDBusPendingReply<Args...>::WaitForFinishedOperation;
};
template <> struct awaiter_type<QDBusPendingCall> {
  using type = QCoroDBusPendingCall::WaitForFinishedOperation;
};

class QCoroIODevice {
public:
  Task<int> readAll(std::chrono::milliseconds timeout = std::chrono::milliseconds{-1});
  Task<bool> waitForReadyRead(int timeout_msecs);
};
class QCoroProcess : public QCoroIODevice {
public:
  Task<bool> waitForStarted(int timeout_msecs = 30'000);
  Task<bool> waitForFinished(int timeout_msecs = 30'000);
};

} // namespace detail

} // namespace QCoro

QCoro::detail::QCoroTimer qCoro(QTimer &timer) noexcept;
QCoro::detail::QCoroIODevice qCoro(QIODevice &device) noexcept;
QCoro::detail::QCoroProcess qCoro(QProcess &process) noexcept;
template <typename T> QCoro::detail::QCoroFuture<T> qCoro(const QFuture<T> &future) noexcept;

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// Drogon and Trantor, declarations only.

#pragma once

#include <chrono>
#include <coroutine>
#include <cstdint>
#include <exception>
#include <functional>
#include <future>
#include <memory>
#include <mutex>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace trantor {

class EventLoop {
public:
  void loop();
  static EventLoop *getEventLoopOfCurrentThread();
  void queueInLoop(const std::function<void()> &);
};

class InetAddress {
public:
  InetAddress(const std::string &ip, std::uint16_t port);
};

class EventLoopThread {
public:
  void wait();
  EventLoop *getLoop() const;
  void run();
};

class TaskQueue {
public:
  virtual void runTaskInQueue(const std::function<void()> &task) = 0;
  virtual void runTaskInQueue(std::function<void()> &&task) = 0;
  void syncTaskInQueue(const std::function<void()> &task);
  virtual ~TaskQueue();
};
class ConcurrentTaskQueue : public TaskQueue {
public:
  void runTaskInQueue(const std::function<void()> &task) override;
  void runTaskInQueue(std::function<void()> &&task) override;
};
class SerialTaskQueue : public TaskQueue {
public:
  void runTaskInQueue(const std::function<void()> &task) override;
  void runTaskInQueue(std::function<void()> &&task) override;
  void waitAllTasksFinished();
};

} // namespace trantor

namespace drogon {

namespace internal {
template <typename Promise> struct task_awaiter {
  bool await_ready() noexcept;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept;
  auto await_resume() { return static_cast<Promise *>(nullptr)->result(); }
};
struct final_awaiter {
  bool await_ready() noexcept;
  std::coroutine_handle<> await_suspend(std::coroutine_handle<>) noexcept;
  void await_resume() noexcept;
};
} // namespace internal

template <typename T = void> struct [[nodiscard]] Task {
  struct promise_type {
    Task<T> get_return_object();
    std::suspend_always initial_suspend();
    void return_value(const T &);
    auto final_suspend() noexcept { return internal::final_awaiter(); }
    void unhandled_exception() { exception_ = std::current_exception(); }
    T &&result() &&;
    T &result() &;
    std::exception_ptr exception_;
  };
  Task(const Task &) = delete;
  Task(Task &&) noexcept;
  ~Task();
  auto operator co_await() const noexcept { return internal::task_awaiter<promise_type>(); }
};

template <> struct [[nodiscard]] Task<void> {
  struct promise_type {
    Task<> get_return_object();
    std::suspend_always initial_suspend();
    void return_void();
    auto final_suspend() noexcept { return internal::final_awaiter(); }
    void unhandled_exception() { exception_ = std::current_exception(); }
    void result();
    std::exception_ptr exception_;
  };
  Task(const Task &) = delete;
  Task(Task &&) noexcept;
  ~Task();
  auto operator co_await() const noexcept { return internal::task_awaiter<promise_type>(); }
};

struct AsyncTask {
  struct promise_type {
    AsyncTask get_return_object() noexcept;
    std::suspend_never initial_suspend() const noexcept;
    void unhandled_exception();
    void return_void() noexcept;
    std::suspend_never final_suspend() const noexcept;
  };
};

template <typename T = void> struct CallbackAwaiter {
  bool await_ready() noexcept;
  T await_resume() noexcept(false);
};

template <typename Await> void sync_wait(Await &&await) {}
template <typename Await> std::future<int> co_future(Await &&await) noexcept { return {}; }
template <typename Coro> void async_run(Coro &&coro) {}
template <typename Coro> std::function<void()> async_func(Coro &&coro) { return {}; }

namespace internal {
struct [[nodiscard]] TimerAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] LoopAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] SwitchThreadAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
template <typename T> struct [[nodiscard]] EventLoopAwaiter : CallbackAwaiter<T> {
  void await_suspend(std::coroutine_handle<>);
};
template <typename... Tasks> struct WhenAllAwaiter : CallbackAwaiter<std::tuple<int>> {
  void await_suspend(std::coroutine_handle<>);
};
template <typename T> struct WhenAllAwaiter<std::vector<Task<T>>> : CallbackAwaiter<std::vector<T>> {
  void await_suspend(std::coroutine_handle<>);
};
struct HttpRespAwaiter : CallbackAwaiter<int> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] EndAwaiter : CallbackAwaiter<void> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] WebSocketConnectionAwaiter : CallbackAwaiter<int> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal

internal::TimerAwaiter sleepCoro(trantor::EventLoop *, const std::chrono::duration<double> &) noexcept;
internal::TimerAwaiter sleepCoro(trantor::EventLoop *, double) noexcept;
internal::LoopAwaiter queueInLoopCoro(trantor::EventLoop *workLoop, std::function<void()> taskFunc,
                                      trantor::EventLoop *resumeLoop = nullptr);
template <typename T>
internal::EventLoopAwaiter<T> queueInLoopCoro(trantor::EventLoop *, std::function<T()>);
internal::SwitchThreadAwaiter switchThreadCoro(trantor::EventLoop *) noexcept;
internal::EndAwaiter untilQuit(trantor::EventLoop *);
template <typename... Tasks> internal::WhenAllAwaiter<Tasks...> when_all(Tasks... tasks);
template <typename T> internal::WhenAllAwaiter<std::vector<Task<T>>> when_all(std::vector<Task<T>> tasks);

class HttpRequest {};
class HttpResponse {};
using HttpRequestPtr = std::shared_ptr<HttpRequest>;
using HttpResponsePtr = std::shared_ptr<HttpResponse>;
class WebSocketConnection {};
using WebSocketConnectionPtr = std::shared_ptr<WebSocketConnection>;

class HttpFile {
public:
  int save() const noexcept;
  int saveAs(const std::string &fileName) const noexcept;
};

class HttpClient {
public:
  virtual ~HttpClient();
  virtual void sendRequest(const HttpRequestPtr &, std::function<void(int, const HttpResponsePtr &)> &&,
                           double timeout = 0) = 0;
  std::pair<int, HttpResponsePtr> sendRequest(const HttpRequestPtr &Request, double timeout = 0) {
    std::promise<std::pair<int, HttpResponsePtr>> Promise;
    auto Future = Promise.get_future();
    sendRequest(
        Request, [&](int Result, const HttpResponsePtr &Response) { Promise.set_value({Result, Response}); },
        timeout);
    return Future.get();
  }
  internal::HttpRespAwaiter sendRequestCoro(HttpRequestPtr, double timeout = 0);
};

class HttpAppFramework {
public:
  virtual ~HttpAppFramework();
  virtual void run() = 0;
  template <typename Function> HttpAppFramework &registerHandler(const std::string &, Function &&) {
    return *this;
  }
  virtual HttpAppFramework &
  registerPreHandlingAdvice(const std::function<void(const HttpRequestPtr &)> &advice) = 0;
  virtual HttpAppFramework &
  registerNewConnectionAdvice(const std::function<bool(const trantor::InetAddress &,
                                                       const trantor::InetAddress &)> &advice) = 0;
  virtual HttpAppFramework &
  setDefaultHandler(std::function<void(const HttpRequestPtr &, std::function<void(const HttpResponsePtr &)> &&)>) = 0;
};
HttpAppFramework &app();

class WebSocketClient;
using WebSocketClientPtr = std::shared_ptr<WebSocketClient>;
enum class WebSocketMessageType { Text };
class WebSocketClient {
public:
  virtual void
  setMessageHandler(const std::function<void(std::string &&message, const WebSocketClientPtr &,
                                             const WebSocketMessageType &)> &callback) = 0;
  virtual void connectToServer(const HttpRequestPtr &,
                               const std::function<void(int, const HttpResponsePtr &, const WebSocketClientPtr &)> &) = 0;
  void setAsyncMessageHandler(const std::function<Task<>(std::string &&message, const WebSocketClientPtr &,
                                                         const WebSocketMessageType &)> &callback);
  internal::WebSocketConnectionAwaiter connectToServerCoro(const HttpRequestPtr &);
};

class Mutex final {
  class CoroMutexAwaiter {
  public:
    bool await_ready() noexcept;
    bool await_suspend(std::coroutine_handle<>) noexcept;
    void await_resume() noexcept;
  };
  class ScopedCoroMutexAwaiter : public CoroMutexAwaiter {
  public:
    [[nodiscard]] auto await_resume() noexcept { return std::unique_lock<Mutex>(); }
  };

public:
  [[nodiscard]] ScopedCoroMutexAwaiter
  scoped_lock(trantor::EventLoop *loop = trantor::EventLoop::getEventLoopOfCurrentThread()) noexcept {
    return {};
  }
  [[nodiscard]] CoroMutexAwaiter
  lock(trantor::EventLoop *loop = trantor::EventLoop::getEventLoopOfCurrentThread()) noexcept {
    return {};
  }
  void unlock() noexcept;
};

namespace test {
class CaseBase {};
class Case : public CaseBase {};
struct TestCase : public CaseBase {
  TestCase(const std::string &name);
  virtual ~TestCase();
  virtual void doTest_(std::shared_ptr<Case>) = 0;
};
} // namespace test

class HttpSimpleControllerBase {
public:
  virtual void asyncHandleHttpRequest(const HttpRequestPtr &,
                                      std::function<void(const HttpResponsePtr &)> &&) = 0;
  virtual ~HttpSimpleControllerBase();
};
template <typename T> class HttpSimpleController : public HttpSimpleControllerBase {};

class WebSocketControllerBase {
public:
  virtual void handleNewMessage(const WebSocketConnectionPtr &, std::string &&, const int &) = 0;
  virtual void handleNewConnection(const HttpRequestPtr &, const WebSocketConnectionPtr &) = 0;
  virtual void handleConnectionClosed(const WebSocketConnectionPtr &) = 0;
  virtual ~WebSocketControllerBase();
};

namespace orm {

class Result {};
class Transaction;
class DbClient;
using DbClientPtr = std::shared_ptr<DbClient>;

namespace internal {
struct [[nodiscard]] SqlAwaiter : CallbackAwaiter<Result> {
  void await_suspend(std::coroutine_handle<>);
};
struct [[nodiscard]] TransactionAwaiter : CallbackAwaiter<std::shared_ptr<Transaction>> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal

class DbClient {
public:
  virtual ~DbClient();
  template <typename... Arguments>
  Result execSqlSync(const std::string &sql, Arguments &&...args) noexcept(false);
  template <typename... Arguments> internal::SqlAwaiter execSqlCoro(std::string sql, Arguments... args);
  virtual std::shared_ptr<Transaction>
  newTransaction(const std::function<void(bool)> &commitCallback = {}) noexcept(false) = 0;
  virtual void
  newTransactionAsync(const std::function<void(const std::shared_ptr<Transaction> &)> &callback) = 0;
  internal::TransactionAwaiter newTransactionCoro();
  static std::shared_ptr<DbClient> newPgClient(const std::string &, std::size_t, bool autoBatch = false);
};

template <typename ResultType> class BaseBuilder {
public:
  ResultType execSync(const DbClientPtr &client);
};

} // namespace orm

namespace nosql {

class RedisResult {};
namespace internal {
struct [[nodiscard]] RedisAwaiter : CallbackAwaiter<RedisResult> {
  void await_suspend(std::coroutine_handle<>);
};
} // namespace internal
class RedisTransaction;

class RedisClient {
public:
  virtual ~RedisClient();
  static std::shared_ptr<RedisClient> newRedisClient(const trantor::InetAddress &, std::size_t numberOfConnections = 1);
  template <typename T, typename... Args>
  T execCommandSync(std::function<T(const RedisResult &)> &&, std::string command, Args &&...args);
  virtual std::shared_ptr<RedisTransaction> newTransaction() noexcept(false) = 0;
  template <typename... Arguments> internal::RedisAwaiter execCommandCoro(std::string command, Arguments... args);
};

} // namespace nosql

} // namespace drogon

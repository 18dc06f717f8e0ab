// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// userver, declarations only.

#pragma once

#include <chrono>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace userver {
inline namespace v1_0 {

namespace engine {

class TaskProcessor;
namespace io {
class Socket {};
} // namespace io

class [[nodiscard]] TaskBase {
public:
  bool IsValid() const;
  void Wait() const noexcept(false);
  void RequestCancel();
  void BlockingWait() const;
};

class [[nodiscard]] Task : public TaskBase {
public:
  Task();
  ~Task();
  Task(Task &&) noexcept;
  void Detach() &&;
};

template <typename T> class [[nodiscard]] TaskWithResult : public Task {
public:
  T Get() noexcept(false);
};

template <typename Function, typename... Args>
[[nodiscard]] auto AsyncNoSpan(TaskProcessor &, Function &&f, Args &&...args) {
  return TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args> [[nodiscard]] auto AsyncNoSpan(Function &&f, Args &&...args) {
  return TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
[[nodiscard]] auto CriticalAsyncNoSpan(TaskProcessor &, Function &&f, Args &&...args) {
  return TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename... Tasks> void WaitAllChecked(Tasks &...tasks);
enum class [[nodiscard]] FutureStatus { kReady, kTimeout };
template <typename... Tasks, typename Rep, typename Period>
[[nodiscard]] FutureStatus WaitAllCheckedFor(const std::chrono::duration<Rep, Period> &duration, Tasks &...tasks);
template <typename... Tasks> std::optional<std::size_t> WaitAny(Tasks &...tasks);
template <typename Rep, typename Period, typename... Tasks>
std::optional<std::size_t> WaitAnyFor(const std::chrono::duration<Rep, Period> &, Tasks &...tasks);
template <typename... Tasks> void GetAll(Tasks &...tasks);

template <typename Rep, typename Period> void SleepFor(const std::chrono::duration<Rep, Period> &);
void Yield();
void RunStandalone(void (*Payload)());

class Mutex {
public:
  void lock();
  void unlock();
};

class Semaphore final {
public:
  explicit Semaphore(std::size_t);
  void lock_shared();
  void unlock_shared();
};

} // namespace engine

namespace utils {

template <typename Function, typename... Args>
  requires std::is_invocable_v<Function, Args...>
[[nodiscard]] auto Async(std::string name, Function &&f, Args &&...args) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
[[nodiscard]] auto Async(engine::TaskProcessor &, std::string name, Function &&f, Args &&...args) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}

template <typename Function, typename... Args>
[[nodiscard]] auto CriticalAsync(std::string name, Function &&f, Args &&...args) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}
template <typename Function, typename... Args>
[[nodiscard]] auto AsyncBackground(std::string name, engine::TaskProcessor &, Function &&f, Args &&...args) {
  return engine::TaskWithResult<std::invoke_result_t<Function, Args...>>();
}

class PeriodicTask final {
public:
  using Callback = std::function<void()>;
  class Settings {
  public:
    Settings(std::chrono::milliseconds period);
  };
  void Start(std::string name, Settings settings, Callback callback);
};

} // namespace utils

namespace concurrent {

class BackgroundTaskStorageCore final {
public:
  void Detach(engine::Task &&task);
};

class BackgroundTaskStorage final {
public:
  template <typename... Args> void AsyncDetach(std::string name, Args &&...args) {}
};

} // namespace concurrent

namespace components {

class TcpAcceptorBase {
protected:
  virtual void ProcessSocket(engine::io::Socket &&sock) = 0;
};

} // namespace components

namespace cache {

enum class UpdateType { kFull, kIncremental };
class UpdateStatisticsScope;
class CacheUpdateTrait {
protected:
  virtual void Update(UpdateType type, const std::chrono::system_clock::time_point &last_update,
                      const std::chrono::system_clock::time_point &now, UpdateStatisticsScope &stats_scope) = 0;
};

} // namespace cache

namespace fs {

std::string ReadFileContents(engine::TaskProcessor &, const std::string &path);

namespace blocking {
std::string ReadFileContents(const std::string &path);
bool FileExists(const std::string &path);
void RewriteFileContents(const std::string &path, std::string_view contents);
void CreateDirectories(std::string_view path);
class FileDescriptor final {
public:
  static FileDescriptor OpenDirectory(const std::string &path);
};
class CFile final {
public:
  void FlushLight();
};
} // namespace blocking

} // namespace fs

namespace server {
namespace http {
class HttpRequest {};
} // namespace http
namespace request {
class RequestContext {};
} // namespace request

namespace handlers {

class HandlerBase {
public:
  virtual ~HandlerBase();
  virtual void HandleRequest(http::HttpRequest &, request::RequestContext &) const = 0;
};
class HttpHandlerBase : public HandlerBase {
public:
  void HandleRequest(http::HttpRequest &, request::RequestContext &) const override;
  virtual std::string HandleRequestThrow(const http::HttpRequest &, request::RequestContext &) const;
};

} // namespace handlers

namespace middlewares {

class HttpMiddlewareBase {
public:
  virtual ~HttpMiddlewareBase();

protected:
  virtual void HandleRequest(http::HttpRequest &, request::RequestContext &) const = 0;
};

} // namespace middlewares

namespace websocket {

class WebSocketConnection;

class WebsocketHandlerBase : public handlers::HttpHandlerBase {
public:
  virtual void Handle(WebSocketConnection &, request::RequestContext &) const = 0;
  virtual void HandleNonWebsocketRequest(const http::HttpRequest &, request::RequestContext &) const;
};

} // namespace websocket
} // namespace server

} // namespace v1_0
} // namespace userver

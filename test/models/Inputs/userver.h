// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of userver that its model speaks of.

#pragma once

#include "parts.h"

namespace userver {
namespace engine {

class TaskProcessor;
class Task {
public:
  ~Task();
  void Wait() const;
  void Detach() &&;
};
template <typename T> class [[nodiscard]] TaskWithResult : public Task {
public:
  T Get();
};
template <typename Rep, typename Period> void SleepFor(const std::chrono::duration<Rep, Period> &);
template <typename Function, typename... Args> TaskWithResult<void> AsyncNoSpan(Function &&, Args &&...) { return parts::make<TaskWithResult<void>>(); }
class Mutex {
public:
  void lock();
  void unlock();
};

} // namespace engine

namespace utils {
template <typename Function, typename... Args>
engine::TaskWithResult<void> Async(std::string name, Function &&f, Args &&...args) { return parts::make<engine::TaskWithResult<void>>(); }
template <typename Function, typename... Args>
engine::TaskWithResult<void> Async(engine::TaskProcessor &, std::string name, Function &&f, Args &&...args) { return parts::make<engine::TaskWithResult<void>>(); }
} // namespace utils

namespace server {
namespace http {
class HttpRequest;
} // namespace http
namespace request {
class RequestContext;
} // namespace request
namespace handlers {
class HttpHandlerBase {
public:
  virtual ~HttpHandlerBase();
  virtual std::string HandleRequestThrow(const http::HttpRequest &, request::RequestContext &) const;
};
} // namespace handlers
} // namespace server
} // namespace userver

// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The parts of async_simple and yalantinglibs that the model of the latter speaks of.

#pragma once

#include "asio.h"
#include "parts.h"
#include <fstream>
#include <string_view>

namespace async_simple::coro {
template <typename T = void> class [[nodiscard]] Lazy {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    Lazy get_return_object();
  };
  Lazy(Lazy &&) noexcept;
  ~Lazy();
  template <typename F> void start(F &&) {}
  parts::Awaiter<T> operator co_await() &&;
};
} // namespace async_simple::coro

namespace async_simple::coro {
template <typename LazyType> void syncAwait(LazyType &&);
template <typename Rep, typename Period> Lazy<void> sleep(std::chrono::duration<Rep, Period>);
} // namespace async_simple::coro

namespace easylog {
class record_t {
public:
  template <typename T> record_t &operator<<(const T &);
  record_t &ref();
};
class appender {
public:
  void write(record_t &&);
  void write_record(record_t &) { file_.close(); }

private:
  std::ofstream file_;
};
template <std::size_t Id = 0> class logger {
public:
  static logger<Id> &instance();
  void operator+=(record_t &record) { write(record); }
  void write(record_t &record) {
    if (async_)
      appender_.write(std::move(record));
    else
      appender_.write_record(record);
  }

private:
  bool async_ = true;
  appender appender_;
};
} // namespace easylog

namespace coro_io {
struct socket_t {};
template <typename Socket, typename Buffer> int read(Socket &, Buffer &&);
template <typename Socket, typename Buffer> int connect(Socket &, Buffer &&);
template <typename Socket, typename Buffer> int write(Socket &, Buffer &&);
template <typename Socket, typename Buffer> int read_some(Socket &, Buffer &&);
template <typename Acceptor> int accept(Acceptor &, socket_t &);
template <typename Socket, typename Buffer>
async_simple::coro::Lazy<std::pair<int, std::size_t>> async_read(Socket &, Buffer &&) noexcept;
template <typename Socket, typename Buffer>
async_simple::coro::Lazy<std::pair<int, std::size_t>> async_write(Socket &, Buffer &&) noexcept;
template <typename Socket, typename Buffer>
async_simple::coro::Lazy<std::pair<int, std::size_t>> async_write_some(Socket &, Buffer) noexcept;
async_simple::coro::Lazy<std::pair<int, std::size_t>> async_sendfile(socket_t &, int, long, std::size_t) noexcept;
async_simple::coro::Lazy<int> async_handshake(auto &&, int) noexcept;
template <typename Executor> async_simple::coro::Lazy<int> async_connect(Executor *, socket_t &, const std::string &) noexcept;
template <typename Rep, typename Period> async_simple::coro::Lazy<bool> sleep_for(const std::chrono::duration<Rep, Period> &);
class period_timer {
public:
  async_simple::coro::Lazy<bool> async_await() noexcept;
};
class high_resolution_timer {
public:
  async_simple::coro::Lazy<bool> async_await() noexcept;
};
class io_context_pool {
public:
  void run();
  void stop();
};
class rate_limiter {
public:
  async_simple::coro::Lazy<std::chrono::milliseconds> acquire(int permits);
  async_simple::coro::Lazy<void> set_rate(double);
  virtual ~rate_limiter();
};
class smooth_bursty_rate_limiter : public rate_limiter {
public:
  smooth_bursty_rate_limiter(double Permits) { async_simple::coro::syncAwait(set_rate(Permits)); }
};
template <typename R> class channel {
public:
  async_simple::coro::Lazy<int> async_send(R) noexcept;
};
template <typename Client> class client_pool {
public:
  template <typename T> auto send_request(T Operation) -> std::invoke_result_t<T, Client &> {
    return parts::make<std::invoke_result_t<T, Client &>>();
  }
};
template <int Type> class basic_seq_coro_file {
public:
  bool open(std::string_view, int = 0);
};
template <typename Func, typename Executor> async_simple::coro::Lazy<int> dispatch(Func, Executor) {
  return parts::make<async_simple::coro::Lazy<int>>();
}
template <typename Executor> async_simple::coro::Lazy<int> dispatch(Executor);
template <typename Func> async_simple::coro::Lazy<int> post(Func) { return parts::make<async_simple::coro::Lazy<int>>(); }
} // namespace coro_io

namespace coro_rpc {
class coro_rpc_server_base {
public:
  int start() noexcept;
  async_simple::coro::Lazy<int> async_start() noexcept;
  void stop();
};
class coro_rpc_client {
public:
  [[nodiscard]] async_simple::coro::Lazy<int> connect(std::string_view);
  template <auto func, typename... Args> int sync_call(Args &&...);
};
} // namespace coro_rpc

namespace cinatra {
class coro_http_client {
public:
  int get(std::string uri);
  int download(std::string uri, std::string file);
  async_simple::coro::Lazy<int> async_get(std::string uri);
  async_simple::coro::Lazy<int> async_head(std::string uri);
  async_simple::coro::Lazy<int> async_upload_multipart(std::string uri);
};
class io_service_inplace {
public:
  void run();
  std::intptr_t run_one();
};
class coro_http_request {};
class coro_http_response {};
class coro_http_server {
public:
  int sync_start() noexcept;
  async_simple::coro::Lazy<int> async_start();
  void stop();
  template <typename Func> void set_http_handler(std::string, Func) {}
  void set_default_handler(std::function<async_simple::coro::Lazy<void>(coro_http_request &, coro_http_response &)>);
};
} // namespace cinatra

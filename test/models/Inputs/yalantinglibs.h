// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The parts of async_simple and yalantinglibs that the model of the latter speaks of.

#pragma once

#include "parts.h"

namespace async_simple::coro {
template <typename T = void> class [[nodiscard]] Lazy {
public:
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<T> {
    Lazy get_return_object();
  };
  Lazy(Lazy &&) noexcept;
  ~Lazy();
  parts::Awaiter<T> operator co_await() &&;
};
} // namespace async_simple::coro

namespace coro_io {
struct socket_t {};
template <typename Socket, typename Buffer> int read(Socket &, Buffer &&);
template <typename Socket, typename Buffer> int connect(Socket &, Buffer &&);
template <typename Func> async_simple::coro::Lazy<int> post(Func) { return parts::make<async_simple::coro::Lazy<int>>(); }
} // namespace coro_io

namespace coro_rpc {
class coro_rpc_client {
public:
  template <auto func, typename... Args> int sync_call(Args &&...);
};
} // namespace coro_rpc

namespace cinatra {
class coro_http_client {
public:
  int get(std::string uri);
  async_simple::coro::Lazy<int> async_get(std::string uri);
};
} // namespace cinatra

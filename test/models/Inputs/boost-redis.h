// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Boost.Redis that its model speaks of.

#pragma once

#include "boost-parts.h"

namespace boost {

namespace redis {

struct config {};
class request {};
class any_adapter {};
struct ignore_t {};
inline ignore_t ignore;

template <typename Executor> class basic_connection {
public:
  template <typename CompletionToken = asio::deferred_t>
  parts::Awaiter<void> async_run(const config &cfg, CompletionToken &&token = {});
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<std::size_t> async_receive(CompletionToken &&token = {});
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_receive2(CompletionToken &&token = {});
  std::size_t receive(system::error_code &ec);
  template <typename Response = ignore_t, typename CompletionToken = asio::deferred_t>
  parts::Awaiter<std::size_t> async_exec(const request &req, Response &resp = ignore, CompletionToken &&token = {});
  template <typename CompletionToken = asio::deferred_t>
  parts::Awaiter<std::size_t> async_exec(const request &req, any_adapter adapter, CompletionToken &&token = {});
};
class connection {
public:
  template <typename CompletionToken = asio::deferred_t>
  parts::Awaiter<void> async_run(const config &cfg, CompletionToken &&token = {});
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<std::size_t> async_receive(CompletionToken &&token = {});
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_receive2(CompletionToken &&token = {});
  std::size_t receive(system::error_code &ec);
  template <typename Response = ignore_t, typename CompletionToken = asio::deferred_t>
  parts::Awaiter<std::size_t> async_exec(const request &req, Response &resp = ignore, CompletionToken &&token = {});
  template <typename CompletionToken = asio::deferred_t>
  parts::Awaiter<std::size_t> async_exec(const request &req, any_adapter adapter, CompletionToken &&token = {});
};

} // namespace redis
} // namespace boost

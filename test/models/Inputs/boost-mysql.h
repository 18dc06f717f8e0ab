// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Boost.MySQL that its model speaks of.

#pragma once

#include "boost-parts.h"

namespace boost {

namespace mysql {

using error_code = system::error_code;
class results {};
class execution_state {};
class statement {};
class rows_view {};
class diagnostics {};
class pipeline_request {};
class stage_response {};
struct character_set {};
struct connect_params {};
struct handshake_params {};

class any_connection {
public:
  any_connection(asio::any_io_executor ex);
  void connect(const connect_params &params, error_code &ec, diagnostics &diag);
  void connect(const connect_params &params);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_connect(const connect_params &params, CompletionToken &&token = {});
  template <typename ExecutionRequest, typename ResultsType> void execute(ExecutionRequest &&req, ResultsType &result);
  template <typename ExecutionRequest, typename ResultsType, typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_execute(ExecutionRequest &&req, ResultsType &result, CompletionToken &&token = {});
  statement prepare_statement(const char *stmt);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<statement> async_prepare_statement(const char *stmt, CompletionToken &&token = {});
  void close_statement(const statement &stmt);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_close_statement(const statement &stmt, CompletionToken &&token = {});
  rows_view read_some_rows(execution_state &st);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<rows_view> async_read_some_rows(execution_state &st, CompletionToken &&token = {});
  void set_character_set(const character_set &charset);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_set_character_set(const character_set &charset, CompletionToken &&token = {});
  void run_pipeline(const pipeline_request &req, std::vector<stage_response> &res);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_run_pipeline(const pipeline_request &req, std::vector<stage_response> &res, CompletionToken &&token = {});
  void reset_connection();
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_reset_connection(CompletionToken &&token = {});
  void ping();
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_ping(CompletionToken &&token = {});
  void close();
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_close(CompletionToken &&token = {});
};

template <typename Stream> class connection {
public:
  template <typename... Args> explicit connection(Args &&...args) {}
  template <typename EndpointType> void connect(const EndpointType &endpoint, const handshake_params &params);
  template <typename EndpointType, typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_connect(const EndpointType &endpoint, const handshake_params &params, CompletionToken &&token = {});
  void handshake(const handshake_params &params);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_handshake(const handshake_params &params, CompletionToken &&token = {});
  void query(const char *query_string, results &result);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_query(const char *query_string, results &result, CompletionToken &&token = {});
  template <typename ExecutionRequest, typename ResultsType> void execute(ExecutionRequest &&req, ResultsType &result);
  template <typename ExecutionRequest, typename ResultsType, typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_execute(ExecutionRequest &&req, ResultsType &result, CompletionToken &&token = {});
  statement prepare_statement(const char *stmt);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<statement> async_prepare_statement(const char *stmt, CompletionToken &&token = {});
  void close_statement(const statement &stmt);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_close_statement(const statement &stmt, CompletionToken &&token = {});
  rows_view read_some_rows(execution_state &st);
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<rows_view> async_read_some_rows(execution_state &st, CompletionToken &&token = {});
  void reset_connection();
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_reset_connection(CompletionToken &&token = {});
  void ping();
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_ping(CompletionToken &&token = {});
  void quit();
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_quit(CompletionToken &&token = {});
  void close();
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_close(CompletionToken &&token = {});
};
struct tcp_stream {};
using tcp_connection = connection<tcp_stream>;

class pooled_connection {
public:
  any_connection &get() noexcept;
  any_connection *operator->() noexcept;
};
class connection_pool {
public:
  template <typename CompletionToken = asio::deferred_t> parts::Awaiter<void> async_run(CompletionToken &&token = {});
  template <typename CompletionToken = asio::deferred_t>
  parts::Awaiter<pooled_connection> async_get_connection(CompletionToken &&token = {});
};

} // namespace mysql
} // namespace boost

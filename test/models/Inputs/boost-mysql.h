// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of Boost.MySQL that its model speaks of.

#pragma once

#include "parts.h"

namespace boost::mysql {

class results {};
class execution_state {};
class statement {};
class rows_view {};
class error_code {};
class diagnostics {};
struct character_set {};
struct connect_params {};
struct handshake_params {};

class any_connection {
public:
  void connect(const connect_params &params);
  void connect(const connect_params &params, error_code &ec, diagnostics &diag);
  parts::Awaiter<void> async_connect(const connect_params &params);
  template <typename ExecutionRequest, typename ResultsType> void execute(ExecutionRequest &&req, ResultsType &result);
  template <typename ExecutionRequest, typename ResultsType>
  parts::Awaiter<void> async_execute(ExecutionRequest &&req, ResultsType &result);
  statement prepare_statement(const char *stmt);
  void close_statement(const statement &stmt);
  rows_view read_some_rows(execution_state &st);
  void set_character_set(const character_set &charset);
  void reset_connection();
  void ping();
  void close();
};

template <typename Stream> class connection {
public:
  void handshake(const handshake_params &params);
  void query(const char *query_string, results &result);
  template <typename ExecutionRequest, typename ResultsType> void execute(ExecutionRequest &&req, ResultsType &result);
  void quit();
  void close();
};
struct tcp_stream {};
using tcp_connection = connection<tcp_stream>;

} // namespace boost::mysql

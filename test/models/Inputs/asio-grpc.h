// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of asio-grpc that its model speaks of.

#pragma once

#include "parts.h"

namespace agrpc {

class GrpcContext {
public:
  bool run();
  template <typename Deadline> bool run_until(const Deadline &deadline);
  template <typename Condition> bool run_while(Condition &&condition) { return condition(); }
  bool run_completion_queue();
  bool poll();
  bool poll_completion_queue();
};
struct DefaultRunTraits {};
template <typename Traits = DefaultRunTraits, typename ExecutionContext = void>
void run(GrpcContext &grpc_context, ExecutionContext &execution_context);

template <typename Executor> class BasicAlarm {
public:
  explicit BasicAlarm(GrpcContext &grpc_context);
  template <typename Deadline, typename CompletionToken> auto wait(const Deadline &deadline, CompletionToken &&token) &;
};
using Alarm = BasicAlarm<GrpcContext>;

struct Service {};
template <typename ServerRPC, typename RPCHandler, typename CompletionToken>
void register_awaitable_rpc_handler(GrpcContext &grpc_context, Service &service, RPCHandler &&rpc_handler,
                                    CompletionToken &&token) {}
template <typename ServerRPC, typename RPCHandler, typename CompletionToken>
void register_callback_rpc_handler(GrpcContext &grpc_context, Service &service, RPCHandler &&rpc_handler,
                                   CompletionToken &&token) {}


template <typename InitiatingFunction, typename CompletionToken>
auto grpc_initiate(InitiatingFunction &&, CompletionToken &&) {
  return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
}
template <typename PrepareAsync> class ClientRPC {
public:
  template <typename CompletionToken> static auto request(GrpcContext &, Service &, int, int &, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
  template <typename CompletionToken> auto start(Service &, int, int &, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
};

} // namespace agrpc

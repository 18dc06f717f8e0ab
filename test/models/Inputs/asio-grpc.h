// Part of corolint, under the Apache License v2.0 with LLVM Exceptions.
// SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception

// The part of asio-grpc that its model speaks of.

#pragma once

#include "parts.h"
#include <cstdint>

namespace agrpc {

class GrpcContext;
template <typename Allocator = std::allocator<void>, std::uint32_t Options = 0> class BasicGrpcExecutor {};
class GrpcContext {
public:
  using executor_type = BasicGrpcExecutor<>;
  executor_type get_executor() noexcept;
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
auto register_awaitable_rpc_handler(GrpcContext &grpc_context, Service &service, RPCHandler &&rpc_handler,
                                    CompletionToken &&token) {
  if constexpr (requires { typename std::remove_cvref_t<CompletionToken>::Result; })
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
}
template <typename RPC, typename RequestHandler, typename CompletionToken>
auto repeatedly_request(RPC rpc, Service &service, RequestHandler request_handler, CompletionToken token) {
  return parts::make<typename CompletionToken::Result>();
}
template <typename ServerRPC, typename RPCHandler, typename CompletionToken>
void register_callback_rpc_handler(GrpcContext &grpc_context, Service &service, RPCHandler &&rpc_handler,
                                   CompletionToken &&token) {}


template <typename InitiatingFunction, typename CompletionToken>
auto grpc_initiate(InitiatingFunction &&, CompletionToken &&) {
  return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
}
namespace detail {
template <typename PrepareAsync> class ClientRPCBase {
public:
  template <typename CompletionToken> auto read_initial_metadata(CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
};
template <typename PrepareAsync> class ClientRPCUnaryBase : public ClientRPCBase<PrepareAsync> {
public:
  template <typename CompletionToken> static auto request(GrpcContext &, Service &, int, int &, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
  template <typename CompletionToken> auto finish(int &, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
};
template <typename PrepareAsync> class ClientRPCServerStreamingBase : public ClientRPCBase<PrepareAsync> {
public:
  template <typename CompletionToken> auto start(Service &, int, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
  template <typename CompletionToken> auto read(int &, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
};
template <typename PrepareAsync> class ClientRPCBidiStreamingBase : public ClientRPCBase<PrepareAsync> {
public:
  template <typename CompletionToken> auto read(int &, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
  template <typename CompletionToken> auto writes_done(CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
};
template <typename RequestRPC> class ServerRPCBidiStreamingBase {
public:
  template <typename CompletionToken> auto read(int &, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
  template <typename CompletionToken> auto write(int, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
};
} // namespace detail
template <typename RequestRPC> class ServerRPC {
public:
  template <typename CompletionToken> auto finish(int, int, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
};
struct BidiStreaming {};
template <> class ServerRPC<BidiStreaming> : public detail::ServerRPCBidiStreamingBase<BidiStreaming> {};
template <typename PrepareAsync> class ClientRPC {
public:
  template <typename CompletionToken> static auto request(GrpcContext &, Service &, int, int &, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
  template <typename CompletionToken> auto start(Service &, int, int &, CompletionToken &&) {
    return parts::make<typename std::remove_cvref_t<CompletionToken>::Result>();
  }
};
struct Unary {};
template <> class ClientRPC<Unary> : public detail::ClientRPCUnaryBase<Unary> {};
struct ServerStreaming {};
template <> class ClientRPC<ServerStreaming> : public detail::ClientRPCServerStreamingBase<ServerStreaming> {};
template <> class ClientRPC<BidiStreaming> : public detail::ClientRPCBidiStreamingBase<BidiStreaming> {};

} // namespace agrpc

// RUN: %check_corolint %s %t -- -std=c++20

// The unary methods of stubs as gRPC generates them.

#include "Inputs/task.h"

namespace grpc {
class Status {};
class ClientContext {};
namespace internal {
template <class Input, class Output>
Status BlockingUnaryCall(void *, ClientContext *, const Input &, Output *);
} // namespace internal
} // namespace grpc

struct Request {};
struct Reply {};
class Stub final {
public:
  grpc::Status ask(grpc::ClientContext *Context, const Request &Asked, Reply *Answer) {
    return grpc::internal::BlockingUnaryCall<Request, Reply>(nullptr, Context, Asked, Answer);
  }
  void askLater(grpc::ClientContext *Context, const Request *Asked, Reply *Answer);
};

lib::Task<> asks(Stub &Server) {
  grpc::ClientContext Context;
  Request Asked;
  Reply Answer;
  Server.ask(&Context, Asked, &Answer);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'ask' blocks the event loop: through 'BlockingUnaryCall' it waits for the server's answer [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-11]]:12: note: 'ask' calls 'BlockingUnaryCall' here
  // CHECK-MESSAGES: :[[@LINE-12]]:12: note: use instead: the callback form of the method, 'stub->async()->Method(…)'
  Server.askLater(&Context, &Asked, &Answer);
  co_return;
}

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of asio-grpc makes of its functions.

#include "asio-grpc.h"
#include <thread>

using namespace std::chrono_literals;

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<void> operator co_await();
};

Task runs(agrpc::GrpcContext &Context) {
  Context.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'run' blocks the event loop: it runs an event loop inside a handler [async-blocking-call]
  co_return;
}

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of asio-grpc makes of its functions.

#include "asio-grpc.h"
#include "asio.h"
#include <thread>
#include <vector>

using namespace std::chrono_literals;

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  Task(Task &&) noexcept;
  ~Task();
  parts::Awaiter<void> operator co_await();
};
struct Rpc {};
struct Token {};

Task runs(agrpc::GrpcContext &Context, int &Other) {
  Context.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs an event loop inside a handler [async-blocking-call]
  Context.run_while([] { return true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_while' blocks the event loop: it runs an event loop inside a handler [async-blocking-call]
  Context.run_completion_queue();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_completion_queue' blocks the event loop: it runs an event loop inside a handler [async-blocking-call]
  agrpc::run(Context, Other);
  Context.poll();
  co_return;
}

// What an alarm's wait makes of its token is what waits.
template <typename Executor>
template <typename Deadline, typename CompletionToken>
auto agrpc::BasicAlarm<Executor>::wait(const Deadline &, CompletionToken &&) & {
  std::this_thread::sleep_for(1ms);
}
Task alarms(agrpc::Alarm &Alarm) {
  Alarm.wait(1, Token());
  co_return;
}

void serves(std::vector<agrpc::GrpcContext> &Contexts, agrpc::Service &Service) {
  // Registering starts nothing without end, and is done once for each context.
  for (agrpc::GrpcContext &Context : Contexts)
    agrpc::register_awaitable_rpc_handler<Rpc>(Context, Service, [](Rpc &) -> Task { co_return; }, Token());
  // It is called on the context for each request.
  agrpc::register_callback_rpc_handler<Rpc>(
      Contexts[0], Service,
      [](Rpc &) {
        std::this_thread::sleep_for(1s);
        // CHECK-MESSAGES: :[[@LINE-1]]:9: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
      },
      Token());
}

// Its executor is that of an event loop. (In a handler, where nothing can be awaited in place of it.)
asio::awaitable<void> serve();
asio::awaitable<void> returns(agrpc::GrpcContext &Context, agrpc::GrpcContext &Other, asio::thread_pool &Pool) {
  co_await asio::post(Pool.get_executor());
  Other.run();
  co_await asio::post(Context.get_executor());
  try {
    co_await serve();
  } catch (const std::exception &) {
    Other.run();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'run' blocks the event loop: it runs an event loop inside a handler [async-blocking-call]
  }
}

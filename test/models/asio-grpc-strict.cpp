// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of asio-grpc says beyond asio-grpc.cpp, in the strict profile.

#include "asio-grpc.h"
#include <atomic>

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  Task(Task &&) noexcept;
  ~Task();
  parts::Awaiter<void> operator co_await();
};
struct Rpc {};
// Operations give a task for it.
struct Token {
  using Result = Task;
};
Task store(int);
void use(int) noexcept;

// --- A callable that is kept, but not what it refers to ---

Task initiates() {
  int Number = 1;
  return agrpc::grpc_initiate([&Number](const agrpc::GrpcContext &, void *) { use(Number); }, Token());
  // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:83: note: it is used here
}

Task serves(agrpc::GrpcContext &Context, agrpc::Service &Service) {
  int Number = 1;
  return agrpc::register_awaitable_rpc_handler<Rpc>(Context, Service, [&Number](Rpc &) { return store(Number); }, Token());
  // CHECK-MESSAGES: :[[@LINE-1]]:73: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
}
Task servesAsBefore(agrpc::Service &Service) {
  int Number = 1;
  return agrpc::repeatedly_request(Rpc(), Service, [&Number](Rpc &) { return store(Number); }, Token());
  // CHECK-MESSAGES: :[[@LINE-1]]:54: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
}

// --- Times and peers ---

template <typename Executor>
template <typename Deadline, typename CompletionToken>
auto agrpc::BasicAlarm<Executor>::wait(const Deadline &, CompletionToken &&) & {
  return parts::make<Task>();
}
struct Server {
  std::atomic<bool> Ready{false};
  Task polls(agrpc::Alarm &Alarm) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Alarm.wait(1, Token());
  }
};
Task pauses(agrpc::Alarm &Alarm) noexcept { co_await Alarm.wait(1, Token()); }
Task fails(agrpc::Alarm &Alarm) noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:6: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  co_await Alarm.wait(1, Token());
  co_await store(1);
}
Task talks(agrpc::GrpcContext &Context, agrpc::Service &Service, agrpc::ClientRPC<Rpc> &Client, int &Reply) {
  co_await agrpc::ClientRPC<Rpc>::request(Context, Service, 1, Reply, Token());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'request' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+1]]:12: note: so does 'start' here
  co_await Client.start(Service, 1, Reply, Token());
}

// --- What blocks ---

Task runs(agrpc::GrpcContext &Context, int &Other) {
  agrpc::run(Context, Other);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs two event loops inside a handler [async-blocking-call]
  Context.poll();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll' blocks the event loop: it runs other handlers inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  Context.poll_completion_queue();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'poll_completion_queue' blocks the event loop: it runs other handlers inside this one [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: return to the loop
  co_return;
}

// --- More peers, and what tells of failures by its value ---

using Unary = agrpc::ClientRPC<agrpc::Unary>;
Task asks(agrpc::GrpcContext &Context, agrpc::Service &Service, int &Reply) noexcept {
  co_await Unary::request(Context, Service, 1, Reply, Token());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'request' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}
Task reads(agrpc::ClientRPC<agrpc::ServerStreaming> &Client, agrpc::Service &Service, int &Reply) noexcept {
  co_await Client.start(Service, 1, Token());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'start' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+1]]:12: note: so does 'read' here
  co_await Client.read(Reply, Token());
}
Task reads(agrpc::ClientRPC<agrpc::BidiStreaming> &Client, int &Reply) noexcept {
  co_await Client.read_initial_metadata(Token());
  co_await Client.read(Reply, Token());
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'read' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  co_await Client.writes_done(Token());
}
Task answers(agrpc::ServerRPC<agrpc::BidiStreaming> &Server, agrpc::ServerRPC<agrpc::Unary> &Once, int &Request) noexcept {
  co_await Server.read(Request, Token());
  co_await Server.write(Request, Token());
  co_await Once.finish(1, Request, Token());
}

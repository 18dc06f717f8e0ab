// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of userver says, on stubs. Its coroutines have stacks: a handler is one without any co_await.

#include "userver.h"
#include <thread>

namespace engine = userver::engine;
namespace utils = userver::utils;
namespace server = userver::server;
namespace fs = userver::fs;
using namespace std::chrono_literals;

void use(const std::string &);
int compute(int);

// --- Handlers run on threads that must not be blocked. ---

class Hello : public server::handlers::HttpHandlerBase {
  engine::TaskProcessor &FsTasks;

public:
  explicit Hello(engine::TaskProcessor &Tasks) : FsTasks(Tasks) {}

  std::string HandleRequestThrow(const server::http::HttpRequest &, server::request::RequestContext &) const override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    use(fs::blocking::ReadFileContents("a"));
    // CHECK-MESSAGES: :[[@LINE-1]]:9: remark: 'ReadFileContents' blocks the event loop: it waits for the disk [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:9: note: use instead: the function of namespace fs that takes a task processor
    if (fs::blocking::FileExists("a"))
      // CHECK-MESSAGES: :[[@LINE-1]]:9: remark: 'FileExists' blocks the event loop: it uses file metadata
      use("a");

    engine::SleepFor(1s);
    use(fs::ReadFileContents(FsTasks, "a"));
    use(utils::Async(FsTasks, "read", [] { return fs::blocking::ReadFileContents("a"); }).Get());
    helper();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'helper' blocks the event loop: through 'sleep_for' it suspends the whole thread
    return "";
  }
  void helper() const { std::this_thread::sleep_for(1s); }
};

// --- So do the tasks that go on in the task processor of the caller, but not those given another one. ---

void tasks(engine::TaskProcessor &FsTasks, userver::concurrent::BackgroundTaskStorage &Background) {
  auto Task = utils::Async("task", [] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
    return 1;
  });
  auto Other = utils::Async(FsTasks, "task", [] { std::this_thread::sleep_for(1s); });
  auto Third = engine::AsyncNoSpan(FsTasks, [] { std::this_thread::sleep_for(1s); });
  Background.AsyncDetach("task", [] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  });
  auto Waits = utils::Async("task", [&] {
    Other.BlockingWait();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'BlockingWait' waits on the event loop for asynchronous work: it parks the thread until the task has ended
    engine::RunStandalone([] {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'RunStandalone' blocks the event loop
    Other.Wait();
  });
  Task.Get();
  Third.Wait();
  Waits.Get();
}

// --- Started in a loop ---

void many(const std::vector<int> &Ids, userver::concurrent::BackgroundTaskStorage &Background) {
  for (int Id : Ids)
    Background.AsyncDetach("task", [Id] { compute(Id); });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'AsyncDetach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Id : Ids)
    utils::Async("task", compute, Id).Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Detach' starts a task per turn of this loop

  // These are handles, which wait for what they started.
  std::vector<engine::TaskWithResult<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(utils::Async("task", compute, Id));
  engine::GetAll(Tasks);
}

// --- Ordinary functions may block. ---

int main() {
  std::this_thread::sleep_for(1s);
  engine::RunStandalone([] {});
}

// --- What components are called for, and tasks without a span ---

class Acceptor : public userver::components::TcpAcceptorBase {
  void ProcessSocket(engine::io::Socket &&) override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
    auto Task = engine::AsyncNoSpan([] {
      std::this_thread::sleep_for(1s);
      // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'sleep_for' blocks the event loop
    });
    Task.Get();
    auto Directory = fs::blocking::FileDescriptor::OpenDirectory("a");
    // CHECK-MESSAGES: :[[@LINE-1]]:22: remark: 'OpenDirectory' blocks the event loop: it uses file metadata
    fs::blocking::CFile().FlushLight();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'FlushLight' blocks the event loop: it waits for the disk
  }
};
class Cache : public userver::cache::CacheUpdateTrait {
  void Update(userver::cache::UpdateType, const std::chrono::system_clock::time_point &,
              const std::chrono::system_clock::time_point &, userver::cache::UpdateStatisticsScope &) override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  }
};
class Plain : public server::websocket::WebsocketHandlerBase {
  void HandleNonWebsocketRequest(const server::http::HttpRequest &, server::request::RequestContext &) const override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  }
};

// RUN: %check_corolint %s %t --profile=strict -- -std=c++20 -I%S/Inputs

// The roles of userver's model that need the strict profile, or another rule than blocking.

#include "userver.h"
#include <mutex>
#include <shared_mutex>
#include <thread>

namespace engine = userver::engine;
namespace utils = userver::utils;
namespace server = userver::server;
namespace fs = userver::fs;
using namespace std::chrono_literals;

int compute(int);

// --- Handles and what is dropped ---

void drops() {
  utils::Async("task", compute, 1);
  auto Kept = utils::Async("task", compute, 2);
  Kept.Get();
}
void detaches(userver::concurrent::BackgroundTaskStorage &Background,
              userver::concurrent::BackgroundTaskStorageCore &Core) {
  utils::Async("task", [] { throw 1; }).Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this callable is swallowed: 'Detach' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:29: note: this may throw, and nothing in this callable catches it
  Background.AsyncDetach("task", [] { throw 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this callable is swallowed: 'AsyncDetach' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:39: note: this may throw, and nothing in this callable catches it
  Core.Detach(utils::Async("task", [] { throw 1; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this callable is swallowed: 'Detach' starts it so that nobody hears of its end [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:41: note: this may throw, and nothing in this callable catches it
}

// Also of what runs in another task processor.
void detachesElsewhere(engine::TaskProcessor &FsTasks) {
  utils::Async(FsTasks, "task", [] { throw 1; }).Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this callable is swallowed: 'Detach' starts it so that nobody hears of its end [async-unobserved-failure]
  utils::AsyncBackground("task", FsTasks, [] { throw 1; }).Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this callable is swallowed: 'Detach' starts it so that nobody hears of its end [async-unobserved-failure]
  engine::AsyncNoSpan(FsTasks, [] { throw 1; }).Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this callable is swallowed: 'Detach' starts it so that nobody hears of its end [async-unobserved-failure]
}

// --- Gathers ---

void gathers(std::vector<engine::TaskWithResult<int>> &Tasks) {
  engine::WaitAllChecked(Tasks);
  engine::WaitAny(Tasks);
  (void)engine::WaitAnyFor(1s, Tasks);
}

// --- Limits ---

void limited(const std::vector<int> &Ids, userver::concurrent::BackgroundTaskStorage &Background) {
  engine::Semaphore Places(8);
  for (int Id : Ids) {
    Places.lock_shared();
    Background.AsyncDetach("task", [&, Id] {
      compute(Id);
      Places.unlock_shared();
    });
  }
  for (int Id : Ids) {
    std::shared_lock<engine::Semaphore> Place(Places);
    Background.AsyncDetach("task", [Place = std::move(Place), Id] { compute(Id); });
  }
}

// --- What runs on the task processor's threads ---

class Middleware : public server::middlewares::HttpMiddlewareBase {
  void HandleRequest(server::http::HttpRequest &, server::request::RequestContext &) const override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
  }
};
class Socket : public server::websocket::WebsocketHandlerBase {
  void Handle(server::websocket::WebSocketConnection &, server::request::RequestContext &) const override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
  }
};
void periodic(utils::PeriodicTask &Task, std::mutex &Mutex, engine::Mutex &Own) {
  Task.Start("task", 100ms, [&] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
    std::lock_guard<std::mutex> Lock(Mutex);
    // CHECK-MESSAGES: :[[@LINE-1]]:33: warning: 'lock_guard' blocks the event loop: it waits while another thread holds the lock [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:33: note: use instead: an asynchronous mutex
    std::lock_guard<engine::Mutex> Fine(Own);
  });
}
void critical(engine::TaskProcessor &FsTasks) {
  auto Task = utils::CriticalAsync("task", [] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: an asynchronous timer
    fs::blocking::RewriteFileContents("a", "b");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'RewriteFileContents' blocks the event loop: it waits for the disk [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: the function of namespace fs that takes a task processor
    fs::blocking::CreateDirectories("a");
    // CHECK-MESSAGES: :[[@LINE-1]]:5: remark: 'CreateDirectories' blocks the event loop: it uses file metadata [async-blocking-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:5: note: use instead: the function of namespace fs that takes a task processor
  });
  auto Other = engine::CriticalAsyncNoSpan(FsTasks, [] { std::this_thread::sleep_for(1s); });
  auto Background = utils::AsyncBackground("task", FsTasks, [] { std::this_thread::sleep_for(1s); });
  Task.Get();
  Other.Get();
  Background.Get();
}

void gathersInTime(std::vector<engine::TaskWithResult<int>> &Tasks) { (void)engine::WaitAllCheckedFor(1s, Tasks); }

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of userver makes of its tasks, which are stackful: they wait without co_await.

#include "userver.h"
#include <thread>

using namespace std::chrono_literals;

using namespace userver;

void tasks(engine::TaskProcessor &Files, engine::Mutex &Mutex) {
  utils::Async("load", [&] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    engine::SleepFor(1s);
    Mutex.lock();
  }).Get();
  engine::AsyncNoSpan([] {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  }).Get();
  // Another task processor's threads may block.
  utils::Async(Files, "read", [] { std::this_thread::sleep_for(1s); }).Get();
}

class Handler : public server::handlers::HttpHandlerBase {
public:
  std::string HandleRequestThrow(const server::http::HttpRequest &, server::request::RequestContext &) const override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    return "";
  }
};

void ordinary() { std::this_thread::sleep_for(1s); }

void starts(std::vector<engine::TaskWithResult<void>> &Tasks, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Tasks.push_back(utils::Async("store", [Number] { (void)Number; }));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'Async' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

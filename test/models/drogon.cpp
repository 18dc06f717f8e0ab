// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of Drogon makes of its types and functions.

#include "drogon.h"
#include <thread>

using namespace std::chrono_literals;

drogon::Task<int> load(int);
drogon::Task<void> store(int);

drogon::Task<void> drops(drogon::HttpClient &Client) {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  Client.sendRequestCoro(nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sendRequestCoro' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_await Client.sendRequestCoro(nullptr);
}

drogon::Task<void> waits(drogon::orm::DbClient &Client) {
  drogon::sync_wait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sync_wait' blocks the event loop: it waits for the task on this thread [async-blocking-call]
  Client.execSqlSync("select 1");
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'execSqlSync' blocks the event loop: it waits for the database server [async-blocking-call]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 1s);
  co_return;
}

drogon::Task<void> gathers(std::vector<drogon::Task<int>> A) { co_await drogon::when_all(std::move(A)); }

void runs(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    drogon::async_run([Number]() -> drogon::Task<void> { co_await store(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'async_run' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of yalantinglibs makes of its functions.

#include "yalantinglibs.h"
#include <thread>

using namespace std::chrono_literals;

using async_simple::coro::Lazy;

Lazy<void> waits(coro_io::socket_t &Socket, cinatra::coro_http_client &Http) {
  coro_io::read(Socket, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'read' blocks the event loop: it {{.+}} [async-blocking-call]
  coro_io::connect(Socket, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'connect' blocks the event loop: it {{.+}} [async-blocking-call]
  Http.get("/");
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'get' blocks the event loop {{.*}}its asynchronous twin 'async_get' {{.*}} [async-sync-sibling]
  co_await Http.async_get("/");
  co_await coro_io::post([] { std::this_thread::sleep_for(1s); });
}

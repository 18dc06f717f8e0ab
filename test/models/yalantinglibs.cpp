// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of yalantinglibs makes of its functions.

#include "yalantinglibs.h"
#include <thread>

using namespace std::chrono_literals;

using async_simple::coro::Lazy;

Lazy<void> waits(coro_io::socket_t &Socket, cinatra::coro_http_client &Http) {
  coro_io::read(Socket, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read' blocks the event loop until it is done; awaiting its asynchronous twin 'async_read' would not [async-sync-sibling]
  coro_io::connect(Socket, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'connect' blocks the event loop: it waits for the name service and for the peer [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of coro_io::async_resolve and coro_io::async_connect
  Http.get("/");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'get' blocks the event loop until it is done; awaiting its asynchronous twin 'async_get' would not [async-sync-sibling]
  co_await Http.async_get("/");
  co_await coro_io::post([] { std::this_thread::sleep_for(1s); });
}

// The server keeps what answers for others, and with it what the coroutine has captured.
void answersOthers(cinatra::coro_http_server &Server, int Answers) {
  Server.set_default_handler([Answers](cinatra::coro_http_request &, cinatra::coro_http_response &) -> Lazy<void> {
    co_await coro_io::sleep_for(std::chrono::seconds(Answers));
    (void)Answers;
  });
}

// A log is for the strict profile.
void log(int Number) { easylog::logger<>::instance() += easylog::record_t().ref() << Number; }
Lazy<void> logs(easylog::record_t &Record) {
  log(1);
  easylog::logger<0>::instance().write(Record);
  co_return;
}

// It goes on where the executor says, and not on a pool for blocking work.
Lazy<void> dispatches(asio::io_context &Context, asio::thread_pool &Pool) {
  co_await coro_io::post([] {});
  std::this_thread::sleep_for(1s);
  co_await coro_io::dispatch(Context.get_executor());
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_await coro_io::dispatch(Pool.get_executor());
  std::this_thread::sleep_for(1s);
  co_await coro_io::dispatch([] { std::this_thread::sleep_for(1s); }, Pool.get_executor());
}

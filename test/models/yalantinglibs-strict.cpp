// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of yalantinglibs says beyond yalantinglibs.cpp, in the strict profile.

#include "yalantinglibs.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using async_simple::coro::Lazy;

Lazy<int> load(int);
Lazy<void> store(int);
void use(int) noexcept;

// --- What blocks ---

Lazy<void> waits(coro_io::socket_t &Socket, int &Acceptor, coro_io::basic_seq_coro_file<0> &File,
                 coro_rpc::coro_rpc_server_base &Server, cinatra::coro_http_server &Web, cinatra::coro_http_client &Http,
                 coro_io::io_context_pool &Pool) {
  coro_io::write(Socket, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the event loop until it is done; awaiting its asynchronous twin 'async_write' would not [async-sync-sibling]
  coro_io::read_some(Socket, 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'read_some' blocks the event loop: it waits for the peer unless the socket is non-blocking [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of the async_ function of the same name
  coro_io::accept(Acceptor, Socket);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'accept' blocks the event loop: it waits for the peer unless the socket is non-blocking [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of the async_ function of the same name
  File.open("file");
  File.open("file", 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'open' blocks the event loop: it waits until the file has been opened [async-blocking-call]
  Server.start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'start' blocks the event loop until it is done; awaiting its asynchronous twin 'async_start' would not [async-sync-sibling]
  Server.stop();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stop' blocks the event loop: it waits for every thread of the pool, for ever if called on one of them [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a call from another thread
  Server.async_start();
  Web.sync_start();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_start' blocks the event loop until it is done; awaiting its asynchronous twin 'async_start' would not [async-sync-sibling]
  Web.async_start();
  Web.stop();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stop' blocks the event loop: it waits for every thread of the pool, for ever if called on one of them [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a call from another thread
  Http.download("/", "file");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'download' blocks the event loop: it waits for the server's answer [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await of the async_ function of the same name
  Pool.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs the pool until it is stopped [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a thread of its own
  Pool.stop();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'stop' blocks the event loop: it waits for every thread of the pool, for ever if called on one of them [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: a call from another thread
  co_return;
}

// Functions that are no coroutines cannot await the twins.
int reads(coro_io::socket_t &Socket) { return coro_io::read(Socket, 1); }
int writes(coro_io::socket_t &Socket) { return coro_io::write(Socket, 1); }
void serves(coro_rpc::coro_rpc_server_base &Server) { Server.start(); }
void servesWeb(cinatra::coro_http_server &Server) { Server.sync_start(); }
Lazy<void> waitsThrough(coro_io::socket_t &Socket, coro_rpc::coro_rpc_server_base &Server, cinatra::coro_http_server &Web) {
  use(reads(Socket));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'reads' blocks the event loop: through 'read' it waits for the peer [async-blocking-call]
  use(writes(Socket));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'writes' blocks the event loop: through 'write' it waits for the peer [async-blocking-call]
  serves(Server);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'serves' blocks the event loop: through 'start' it serves until the server is stopped [async-blocking-call]
  servesWeb(Web);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'servesWeb' blocks the event loop: through 'sync_start' it serves until the server is stopped [async-blocking-call]
  co_return;
}

// --- Peers and times ---

Lazy<void> talks(coro_io::socket_t &Socket, int *Executor) {
  co_await coro_io::async_connect(Executor, Socket, "host");
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async_connect' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'async_read' here
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'async_write' here
  // CHECK-MESSAGES: :[[@LINE-4]]:12: note: to give up after a time: 'async_simple::coro::collectAny' of the task and 'async_simple::coro::sleep'
  co_await coro_io::async_read(Socket, 1);
  co_await coro_io::async_write(Socket, 1);
}

struct Server {
  std::atomic<bool> Ready{false};
  Lazy<void> polls() {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await coro_io::sleep_for(1s);
  }
  Lazy<void> pollsPeriodically(coro_io::period_timer &Timer) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await Timer.async_await();
  }
};
struct Client {
  std::atomic<bool> Ready{false};
  Lazy<void> pollsFinely(coro_io::high_resolution_timer &Timer) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
      co_await Timer.async_await();
  }
  Lazy<void> pollsAtRate(coro_io::rate_limiter &Limiter) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
      co_await Limiter.acquire(1);
  }
};
Lazy<void> pauses() noexcept { co_await coro_io::sleep_for(1s); }
Lazy<void> pausesByTimer(coro_io::period_timer &Timer, coro_io::high_resolution_timer &Fine) noexcept {
  co_await Timer.async_await();
  co_await Fine.async_await();
}
Lazy<void> fails() noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  co_await coro_io::sleep_for(1s);
  co_await store(1);
}

// --- Connections ---

Lazy<void> connects(std::vector<int> Numbers) {
  for (int Number : Numbers) {
    coro_rpc::coro_rpc_client Client;
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Client' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: this is the loop
    // CHECK-MESSAGES: :[[@LINE+2]]:14: note: it is connected here
    // CHECK-MESSAGES: :[[@LINE-4]]:31: note: borrow one instead: send_request() of a 'coro_io::client_pool'
    co_await Client.connect("host");
    use(Number);
  }
  for (int Number : Numbers) {
    cinatra::coro_http_client Client;
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Client' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    // CHECK-MESSAGES: :[[@LINE-3]]:3: note: this is the loop
    // CHECK-MESSAGES: :[[@LINE+2]]:14: note: it is connected here
    // CHECK-MESSAGES: :[[@LINE-4]]:31: note: borrow one instead: send_request() of a 'coro_io::client_pool'
    co_await Client.async_get("/");
    use(Number);
  }
}

// --- Callables ---

Lazy<void> sends(coro_io::client_pool<coro_rpc::coro_rpc_client> &Pool) {
  int Number = 1;
  return Pool.send_request([&Number](coro_rpc::coro_rpc_client &) { return store(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:30: warning: 'Number' is captured by reference and gone when the lambda runs [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-3]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-3]]:3: note: it is returned here, and awaited later
  // CHECK-MESSAGES: :[[@LINE-4]]:82: note: it is used here
}
void serves(cinatra::coro_http_server &Web) {
  Web.set_http_handler("/", [](int, int) { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:44: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:44: note: use instead: an asynchronous timer
}
Lazy<void> elsewhere() {
  co_await coro_io::post([] { std::this_thread::sleep_for(1s); });
  std::this_thread::sleep_for(1s);
}

// What runs there may block as well if it is a coroutine.
Lazy<void> coroutinesElsewhere(int *Executor) {
  co_await coro_io::post([] {
    async_simple::coro::syncAwait([]() -> Lazy<void> {
      std::this_thread::sleep_for(1s);
      co_return;
    }());
  });
  co_await coro_io::dispatch(
      [] {
        async_simple::coro::syncAwait([]() -> Lazy<void> {
          std::this_thread::sleep_for(1s);
          co_return;
        }());
      },
      Executor);
}

Lazy<void> bounded(coro_io::channel<int> &Places, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Places.async_send(1);
    store(Number).start([](auto &&) {});
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of 'store' is lost: the handler that 'start' hands it to does not look at it [async-unobserved-failure]
  }
}

// --- What only seems to wait ---

struct OwnLimiter : coro_io::rate_limiter {
  OwnLimiter(double Permits) { async_simple::coro::syncAwait(set_rate(Permits)); }
};
Lazy<void> limits() {
  coro_io::smooth_bursty_rate_limiter Limiter(10);
  OwnLimiter Own(10);
  // CHECK-MESSAGES: :[[@LINE-1]]:14: warning: 'OwnLimiter' waits on the event loop for asynchronous work: through 'syncAwait' it waits until the task has ended, for ever if that needs this thread [async-sync-wait]
  co_await Limiter.set_rate(20);
  co_await Own.set_rate(20);
}

// --- More that waits ---

Lazy<void> sends(coro_io::socket_t &Socket) {
  co_await coro_io::async_handshake(&Socket, 0);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'async_handshake' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: so does 'async_write_some' here
  // CHECK-MESSAGES: :[[@LINE+2]]:12: note: so does 'async_sendfile' here
  co_await coro_io::async_write_some(Socket, 1);
  co_await coro_io::async_sendfile(Socket, 1, 0, 8);
}
Lazy<void> connectsForMore(std::vector<int> Numbers) {
  for (int Number : Numbers) {
    cinatra::coro_http_client Client;
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Client' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    co_await Client.async_head("/");
    use(Number);
  }
  for (int Number : Numbers) {
    cinatra::coro_http_client Client;
    // CHECK-MESSAGES: :[[@LINE-1]]:31: warning: 'Client' is a connection of its own for each turn of this loop: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    co_await Client.async_upload_multipart("/");
    use(Number);
  }
}
Lazy<void> runsInside(cinatra::io_service_inplace &Service) {
  Service.run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs an event loop inside a handler [async-blocking-call]
  Service.run_one();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run_one' blocks the event loop: it runs an event loop inside a handler [async-blocking-call]
  co_return;
}

// --- The log ---

void log(int Number) { easylog::logger<>::instance() += easylog::record_t().ref() << Number; }
Lazy<void> logs(easylog::record_t &Record) {
  log(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'log' blocks the event loop: through 'operator+=' it writes a line of the log, unless a thread of its own does [async-blocking-call]
  easylog::logger<>::instance() += Record << 1;
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'operator+=' blocks the event loop: it writes a line of the log, unless a thread of its own does [async-blocking-call]
  easylog::logger<>::instance().write(Record);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'write' blocks the event loop: it writes a line of the log, unless a thread of its own does [async-blocking-call]
  co_return;
}

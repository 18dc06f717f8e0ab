// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of Drogon says beyond drogon.cpp, in the strict profile.

#include "drogon.h"
#include <atomic>
#include <thread>

using namespace drogon;
using namespace std::chrono_literals;

Task<int> fetch(int);
void use(int) noexcept;

// --- Operations that are dropped ---

Task<> drops(trantor::EventLoop *Loop, orm::DbClient &Database) {
  queueInLoopCoro(Loop, [] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'queueInLoopCoro' is never awaited: the operation it returns never starts [async-unawaited-result]
  queueInLoopCoro<int>(Loop, [] { return 1; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'queueInLoopCoro' is never awaited: the operation it returns never starts [async-unawaited-result]
  switchThreadCoro(Loop);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'switchThreadCoro' is never awaited: the operation it returns never starts [async-unawaited-result]
  Database.newTransactionCoro();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'newTransactionCoro' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_return;
}

// --- Callables that are kept, but not what they refer to ---

Task<> keeps() {
  int Number = 1;
  async_run([&Number]() -> Task<> {
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this coroutine ends the program: nothing catches it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE+5]]:5: note: what is awaited here may fail, and nothing in this coroutine catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:15: warning: 'Number' is captured by reference and gone when the coroutine goes on after a suspension [async-dangling-capture]
  // CHECK-MESSAGES: :[[@LINE-5]]:7: note: 'Number' ends with its scope
  // CHECK-MESSAGES: :[[@LINE-5]]:3: note: 'async_run' starts it, and nothing here waits for it
  // CHECK-MESSAGES: :[[@LINE+2]]:9: note: it is used here, after a suspension
    co_await fetch(1);
    use(Number);
  });
  co_return;
}

// --- Times and peers ---

struct Server {
  std::atomic<bool> Ready{false};
  Task<> polls(trantor::EventLoop *Loop) {
    while (!Ready)
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: this loop polls 'Ready': it wakes up for nothing until that changes, and then sees it late [async-busy-wait]
    // CHECK-MESSAGES: :[[@LINE-2]]:13: note: await an event that is set where 'Ready' is changed
      co_await sleepCoro(Loop, 1s);
  }
};
Task<> pauses(trantor::EventLoop *Loop) noexcept { co_await sleepCoro(Loop, 1s); }
Task<> fails(trantor::EventLoop *Loop) noexcept {
// CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'fails' is noexcept, but its failure is kept for whoever awaits it, and thrown there [async-unobserved-failure]
// CHECK-MESSAGES: :[[@LINE+2]]:3: note: what is awaited here may fail, and nothing in 'fails' catches it
  co_await sleepCoro(Loop, 1s);
  co_await fetch(1);
}
Task<> talks(HttpClient &Client, orm::DbClient &Database, nosql::RedisClient &Redis) {
  co_await Client.sendRequestCoro(nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'sendRequestCoro' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: so does 'sendRequestCoro' here
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: so does 'execSqlCoro' here
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: so does 'execCommandCoro' here
  co_await Client.sendRequestCoro(nullptr, 0);
  co_await Client.sendRequestCoro(nullptr, 2.5);
  co_await Database.execSqlCoro("select 1");
  co_await Redis.execCommandCoro("get x");
}

// --- Databases ---

Task<> queries(orm::BaseBuilder<int> &Builder, const orm::DbClientPtr &Client) {
  use(Builder.execSync(Client));
  // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: 'execSync' blocks the event loop: it waits for the database server [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:7: note: use instead: execAsync
  co_return;
}
struct Controller : HttpSimpleController<Controller> {
  void asyncHandleHttpRequest(const HttpRequestPtr &, std::function<void(const HttpResponsePtr &)> &&) override {
    auto Client = orm::DbClient::newPgClient("host=db", 1);
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Client' is a connection of its own for each request: opening it takes round trips, and their number grows with the load [async-connection-per-call]
    // CHECK-MESSAGES: :[[@LINE-2]]:19: note: it is connected here
    // CHECK-MESSAGES: :[[@LINE-3]]:10: note: borrow one instead: 'drogon::app().getDbClient()', the application's pool
  }
};

struct CachedController : HttpSimpleController<CachedController> {
  void asyncHandleHttpRequest(const HttpRequestPtr &, std::function<void(const HttpResponsePtr &)> &&) override {
    auto Client = nosql::RedisClient::newRedisClient(trantor::InetAddress("127.0.0.1", 6379));
    // CHECK-MESSAGES: :[[@LINE-1]]:10: warning: 'Client' is a connection of its own for each request: opening it takes round trips, and their number grows with the load [async-connection-per-call]
  }
};
// Functions that are no coroutines cannot await the twins.
void deletes(orm::DbClient &Database) { Database.execSqlSync("delete from t"); }
void begins(orm::DbClient &Database) { Database.newTransaction(); }
Task<> waitsThrough(orm::DbClient &Database) {
  deletes(Database);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'deletes' blocks the event loop: through 'execSqlSync' it waits for the database server [async-blocking-call]
  begins(Database);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'begins' blocks the event loop: through 'newTransaction' it waits for a connection to the database server [async-blocking-call]
  co_return;
}

// --- Threads for what blocks, and the coroutines that run there ---

Task<> offloads(trantor::EventLoopThread &Worker) {
  co_await queueInLoopCoro(Worker.getLoop(), [] {
    sync_wait([]() -> Task<> {
      std::this_thread::sleep_for(1s);
      co_return;
    }());
  });
  std::this_thread::sleep_for(1s);
}
void queuesBlocking(trantor::SerialTaskQueue &Queue) {
  Queue.runTaskInQueue([] {
    sync_wait([]() -> Task<> {
      std::this_thread::sleep_for(1s);
      co_return;
    }());
  });
}

// A function is wanted that starts the coroutine.
void queues(trantor::EventLoop *Loop, int Number) {
  Loop->queueInLoop(async_func([Number]() -> Task<> { use(co_await fetch(Number)); }));
  Loop->queueInLoop([Number]() -> Task<> { use(co_await fetch(Number)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:21: warning: 'function<void()>' throws away the awaitable that this lambda returns: the coroutine it returns never runs [async-discarded-by-callback]
}

// --- Operations that cannot fail ---

Task<> locks(Mutex &Lock, trantor::EventLoop *Loop) noexcept {
  Lock.lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'lock' is never awaited: the operation it returns never starts [async-unawaited-result]
  Lock.scoped_lock();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'scoped_lock' is never awaited: the operation it returns never starts [async-unawaited-result]
  co_await Lock.lock();
  Lock.unlock();
  co_await untilQuit(Loop);
}

Task<> connects(WebSocketClient &Socket) {
  co_await Socket.connectToServerCoro(nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:12: warning: 'connectToServerCoro' waits for its peer without a time limit: if that never answers, this coroutine never goes on [async-missing-timeout]
}

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of Drogon says, on stubs.

#include "drogon.h"
// CHECK-FIXES: #include <drogon/utils/coroutine.h>
#include <thread>

using namespace drogon;
using namespace std::chrono_literals;

Task<int> fetch(int Id = 0);
void use(int);
Task<> answers();

// --- Dropped: tasks never run, and operations never start. ---

Task<> drops(trantor::EventLoop *Loop, HttpClient &Client, orm::DbClient &Database) {
  fetch();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fetch' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  sleepCoro(Loop, 1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleepCoro' is never awaited: the operation it returns never starts
  Client.sendRequestCoro(nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sendRequestCoro' is never awaited: the operation it returns never starts
  Database.execSqlCoro("delete from t");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'execSqlCoro' is never awaited: the operation it returns never starts
  when_all(fetch(), fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'when_all' is never awaited: the operation it returns never starts
  use(co_await fetch());
  co_await sleepCoro(Loop, 1s);
  co_await Client.sendRequestCoro(nullptr);
  co_await Database.execSqlCoro("delete from t");
  co_await when_all(fetch(), fetch());
}

AsyncTask detached();
void starts() {
  detached();
  async_run([]() -> Task<> { use(co_await fetch()); });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of this coroutine ends the program: nothing catches it [async-unobserved-failure]
  // CHECK-MESSAGES: :[[@LINE-2]]:34: note: what is awaited here may fail, and nothing in this coroutine catches it
}

// --- Started in a loop, and gathered ---

void many(const std::vector<int> &Ids) {
  for (int Id : Ids)
    async_run([Id]() -> Task<> { use(co_await fetch(Id)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'async_run' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  // CHECK-MESSAGES: :[[@LINE-2]]:5: warning: a failure of this coroutine ends the program: nothing catches it
  // CHECK-MESSAGES: :[[@LINE-3]]:38: note: what is awaited here may fail, and nothing in this coroutine catches it
  for (int Id : Ids)
    co_future(fetch(Id));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'co_future' starts a task per turn of this loop
  for (int Worker = 0; Worker < 4; ++Worker)
    async_run([Worker]() -> Task<> { use(co_await fetch(Worker)); });
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: a failure of this coroutine ends the program: nothing catches it
  // CHECK-MESSAGES: :[[@LINE-2]]:42: note: what is awaited here may fail, and nothing in this coroutine catches it
}

Task<> all(std::vector<int> Ids) {
  std::vector<Task<int>> Tasks;
  for (int Id : Ids)
    Tasks.push_back(fetch(Id));
  // The library has nothing to bound them with, so only the strict profile tells of it.
  co_await when_all(std::move(Tasks));
}
AsyncTask uncaught() {
  co_await when_all(fetch(), fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of what 'when_all' gathers ends the program: nothing here catches it [async-unhandled-gather]
  try {
    co_await when_all(fetch(), fetch());
  } catch (const std::exception &) {
  }
}

// --- What waits ---

Task<> waits(HttpClient &Client, orm::DbClient &Database, nosql::RedisClient &Redis, const HttpFile &File) {
  sync_wait(fetch());
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync_wait' waits on the event loop for asynchronous work: it blocks the thread until the task has ended on another one [async-sync-wait]
  Client.sendRequest(nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sendRequest' blocks the event loop until it is done; awaiting its asynchronous twin 'sendRequestCoro' would not [async-sync-sibling]
  Client.sendRequest(nullptr, [](int, const HttpResponsePtr &) {});
  Database.execSqlSync("delete from t");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'execSqlSync' blocks the event loop until it is done; awaiting its asynchronous twin 'execSqlCoro' would not [async-sync-sibling]
  Database.newTransaction();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'newTransaction' blocks the event loop until it is done; awaiting its asynchronous twin 'newTransactionCoro' would not [async-sync-sibling]
  Database.newTransactionAsync([](const std::shared_ptr<orm::Transaction> &) {});
  co_await Database.newTransactionCoro();
  Redis.newTransaction();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'newTransaction' blocks the event loop: it waits for a connection to the Redis server
  Redis.execCommandSync<int>([](const nosql::RedisResult &) { return 1; }, "get x");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'execCommandSync' blocks the event loop: it waits for the Redis server
  File.save();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'save' blocks the event loop: it writes a file
}

Task<> loops(trantor::EventLoopThread &Thread, trantor::SerialTaskQueue &Queue) {
  app().run();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'run' blocks the event loop: it runs an event loop until it is told to stop
  Thread.wait();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop
  Queue.syncTaskInQueue([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'syncTaskInQueue' blocks the event loop: it waits until another thread has run the callable
  Queue.waitAllTasksFinished();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'waitAllTasksFinished' blocks the event loop
  Queue.runTaskInQueue([] { std::this_thread::sleep_for(1s); });
  co_return;
}

Task<> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread
  // CHECK-FIXES: {{^}}  co_await drogon::sleepCoro(trantor::EventLoop::getEventLoopOfCurrentThread(), 1s);
  co_return;
}

// --- Elsewhere ---

Task<> moves(trantor::EventLoopThread &Worker) {
  co_await switchThreadCoro(Worker.getLoop());
  std::this_thread::sleep_for(1s);
}
Task<> offloads(trantor::EventLoopThread &Worker) {
  co_await queueInLoopCoro(Worker.getLoop(), [] { std::this_thread::sleep_for(1s); });
}

// --- Handlers: no coroutines, but called by the event loop ---

struct Controller : HttpSimpleController<Controller> {
  void asyncHandleHttpRequest(const HttpRequestPtr &,
                              std::function<void(const HttpResponsePtr &)> &&) override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  }
  void initialise() { std::this_thread::sleep_for(1s); }
};
struct Chat : WebSocketControllerBase {
  void handleNewMessage(const WebSocketConnectionPtr &, std::string &&, const int &) override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  }
};

int main() {
  app().registerHandler("/", [](const HttpRequestPtr &, std::function<void(const HttpResponsePtr &)> &&) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  });
  app().registerPreHandlingAdvice([](const HttpRequestPtr &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  });
  app().run();
  sync_wait(fetch());
}

// --- What clients call back, and advices, run there, too ---

void calledBack(HttpClient &Client, WebSocketClient &Socket, orm::DbClient &Database) {
  Client.sendRequest(nullptr, [](int, const HttpResponsePtr &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  });
  Database.newTransactionAsync([](const std::shared_ptr<orm::Transaction> &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  });
  Socket.setMessageHandler([](std::string &&, const WebSocketClientPtr &, const WebSocketMessageType &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  });
  Socket.setAsyncMessageHandler([](std::string &&, const WebSocketClientPtr &, const WebSocketMessageType &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
    return answers();
  });
  Socket.connectToServer(nullptr, [](int, const HttpResponsePtr &, const WebSocketClientPtr &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  });
  app().registerNewConnectionAdvice([](const trantor::InetAddress &, const trantor::InetAddress &) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
    return true;
  });
  app().setDefaultHandler([](const HttpRequestPtr &, std::function<void(const HttpResponsePtr &)> &&) {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
  });
}

// --- Started at once, to the first suspension: until then the argument lives. ---

Task<> greets(const std::string &Name) {
  use(static_cast<int>(Name.size()));
  co_await fetch();
}
void startsAtOnce(const std::string &First) { auto Started = co_future(greets(First + "abc")); }

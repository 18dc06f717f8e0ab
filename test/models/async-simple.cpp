// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of async_simple makes of its types and functions.

#include "async-simple.h"
#include <string>
#include <thread>

using namespace std::chrono_literals;

using async_simple::coro::Lazy;

Lazy<int> load(int);
Lazy<void> store(int);

Lazy<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await load(1);
}

Lazy<void> waits() {
  async_simple::coro::syncAwait(store(1));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'syncAwait' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await async_simple::coro::sleep(1s);
  co_return;
}

Lazy<void> switches(async_simple::executors::SimpleExecutor *Pool) {
  co_await async_simple::coro::dispatch(Pool);
  std::this_thread::sleep_for(2s);
}

Lazy<void> gathers(std::vector<int> Numbers, std::vector<Lazy<int>> Given) {
  co_await async_simple::coro::collectAll(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: the result of 'collectAll' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  std::vector<Lazy<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  auto Results = co_await async_simple::coro::collectAll(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'collectAll' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  for (auto &Each : Results)
    Each.hasError();
}

Lazy<void> windowed(std::vector<int> Numbers) {
  std::vector<Lazy<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  auto Results = co_await async_simple::coro::collectAllWindowed(8, false, std::move(Tasks));
  for (auto &Each : Results)
    Each.hasError();
}

void starts(const std::vector<int> &Numbers, async_simple::Executor *Executor) {
  for (int Number : Numbers)
    store(Number).start([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  for (int Number : Numbers)
    store(Number).via(Executor).detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

Lazy<void> bounded(async_simple::coro::CountingSemaphore<8> &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.acquire();
    store(Number).start([](auto &&) {});
  }
}

// --- Tasks that are started from a variable ---

void keep(const std::string &);
Lazy<void> posts(const std::string &Text) {
  co_await load(1);
  keep(Text);
}
Lazy<void> postsAtOnce(const std::string &Text) {
  keep(Text);
  co_await load(1);
}
void startsNamed() {
  std::string Text = "a";
  auto Given = posts(Text);
  // CHECK-MESSAGES: :[[@LINE-1]]:22: warning: the task that 'posts' makes refers to 'Text', which is gone when it is resumed [async-dangling-argument]
  Given.start([](auto &&) {});
  auto Called = [Text]() -> Lazy<void> {
    co_await load(1);
    keep(Text);
  };
  auto Made = Called();
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: the coroutine uses 'Text', captured in 'Called' that is gone when it is resumed [async-dangling-capture]
  Made.start([](auto &&) {});
  // Until it is suspended, all that it refers to is there.
  auto AtOnce = postsAtOnce(Text);
  AtOnce.start([](auto &&) {});
}

// --- Where it runs changes nothing of what becomes of its failure ---

Lazy<void> fails(int Number) {
  co_await store(Number);
  throw Number;
}
void startsWhere(async_simple::Executor *On) {
  fails(1).via(On).start([](auto &&) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: a failure of 'fails' is lost: the handler that 'start' hands it to does not look at it [async-unobserved-failure]
}

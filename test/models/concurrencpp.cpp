// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of concurrencpp makes of its types and functions.

#include "concurrencpp.h"
#include <thread>

using namespace std::chrono_literals;

using concurrencpp::lazy_result;
using concurrencpp::result;

result<void> starts(int);
lazy_result<int> waitsToBeAwaited(int);

result<void> drops() {
  starts(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'starts' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  waitsToBeAwaited(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'waitsToBeAwaited' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await starts(1);
}

// What an await has yielded is ready.
lazy_result<int> ready(result<int> Given, std::shared_ptr<concurrencpp::thread_pool_executor> Pool,
                       std::vector<result<int>> Many) {
  auto Done = co_await concurrencpp::when_all(Pool, Many.begin(), Many.end());
  int Sum = Done[0].get();
  for (auto &Each : Done)
    Sum += Each.get();
  co_return Sum;
}

concurrencpp::null_result forgotten() { co_return; }
void forgets() { forgotten(); }

result<void> waits() {
  starts(1).get();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'get' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  starts(1).wait_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'wait_for' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return;
}

result<void> elsewhere(std::shared_ptr<concurrencpp::thread_pool_executor> Pool) {
  co_await Pool->submit([]() -> result<void> {
    std::this_thread::sleep_for(1s);
    co_return;
  });
  co_await concurrencpp::resume_on(Pool);
  std::this_thread::sleep_for(1s);
}

result<void> gathers(std::shared_ptr<concurrencpp::thread_pool_executor> Pool, std::vector<result<int>> A) {
  co_await concurrencpp::when_all(Pool, A.begin(), A.end());
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: the result of 'when_all' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  auto Done = co_await concurrencpp::when_all(Pool, A.begin(), A.end());
  for (auto &Each : Done)
    co_await Each;
}

void times(concurrencpp::timer_queue &Queue, std::shared_ptr<concurrencpp::thread_pool_executor> Pool) {
  auto Once = Queue.make_one_shot_timer(1ms, Pool, []() -> lazy_result<void> { co_return; });
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'make_one_shot_timer' throws away the awaitable that this lambda returns: {{.+}} [async-discarded-by-callback]
  auto Again = Queue.make_timer(1ms, 1ms, Pool, [] {});
}

// What is posted loses what it returns and throws; an executor of a thread each limits nothing.
int compute(int);
void posts(concurrencpp::thread_pool_executor &Pool, concurrencpp::thread_executor &Threads,
           const std::vector<int> &Numbers, std::span<std::function<void()>> Callables) {
  Pool.post([] { return waitsToBeAwaited(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'post' throws away the awaitable that this lambda returns: {{.+}} [async-discarded-by-callback]
  for (int Number : Numbers)
    Pool.post([Number] { compute(Number); });
  for (int Number : Numbers)
    Threads.post([Number] { compute(Number); });
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'post' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  Pool.bulk_post<std::function<void()>>(Callables);
}

// A result without work of its own.
void promises() {
  concurrencpp::result_promise<int> Promise;
  auto Result = Promise.get_result();
  Promise.set_result(1);
}

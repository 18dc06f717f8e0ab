// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of concurrencpp says beyond concurrencpp.cpp, in the strict profile.

#include "concurrencpp.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using concurrencpp::lazy_result;
using concurrencpp::result;

result<int> load(int);
lazy_result<void> store(int);
concurrencpp::shared_result<int> shared(int);
void use(int) noexcept;

// --- Types ---

result<void> drops() {
  shared(1);
  concurrencpp::make_ready_result(1);
  co_await shared(1);
}

// --- Tasks and gathers ---

void starts(const std::vector<int> &Numbers, std::vector<result<void>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(store(Number).run());
}
result<void> gathers(std::shared_ptr<concurrencpp::thread_pool_executor> Pool, std::vector<result<int>> A) {
  co_await concurrencpp::when_any(Pool, A.begin(), A.end());
}

// --- Times ---

struct Server {
  std::atomic<bool> Ready{false};
  lazy_result<void> polls(concurrencpp::timer_queue &Timers, std::shared_ptr<concurrencpp::executor> Executor) {
    while (!Ready)
      co_await Timers.make_delay_object(1s, Executor);
  }
};
lazy_result<void> pauses(concurrencpp::timer_queue &Timers, std::shared_ptr<concurrencpp::executor> Executor) noexcept {
  co_await Timers.make_delay_object(1s, Executor);
}
lazy_result<void> fails(concurrencpp::timer_queue &Timers, std::shared_ptr<concurrencpp::executor> Executor) noexcept {
  co_await Timers.make_delay_object(1s, Executor);
  co_await store(1);
}

// --- Executors ---

result<void> switches(std::shared_ptr<concurrencpp::thread_pool_executor> Pool,
                      std::shared_ptr<concurrencpp::manual_executor> Loop) {
  co_await concurrencpp::resume_on(Pool);
  std::this_thread::sleep_for(1s);
  co_await concurrencpp::resume_on(Loop);
  std::this_thread::sleep_for(1s);
}
result<void> posts(std::shared_ptr<concurrencpp::thread_pool_executor> Pool) {
  Pool->post([] { std::this_thread::sleep_for(1s); });
  co_return;
}

// --- What blocks ---

result<void> waits(concurrencpp::manual_executor &Loop, concurrencpp::timer_queue &Timers,
                   concurrencpp::thread_pool_executor &Pool) {
  load(1).wait();
  load(1).wait_for(0s);
  load(1).wait_until(std::chrono::steady_clock::now() + 1s);
  shared(1).get();
  shared(1).wait();
  Loop.loop_once();
  Loop.loop(8);
  Loop.loop_once_for(1s);
  Loop.loop_once_for(0s);
  Loop.loop_for(8, 1s);
  Loop.wait_for_task();
  Loop.wait_for_task_for(1s);
  Loop.wait_for_tasks(8);
  Pool.shutdown();
  Timers.shutdown();
  co_return;
}

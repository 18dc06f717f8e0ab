// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of TooManyCooks says beyond too-many-cooks.cpp, in the strict profile.

#include "too-many-cooks.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using tmc::task;

task<int> load(int);
task<void> store(int);

void starts(tmc::ex_cpu &Executor, const std::vector<int> &Numbers, std::vector<std::future<void>> &Kept) {
  for (int Number : Numbers)
    Kept.push_back(tmc::post_waitable(Executor, store(Number)));
}
task<void> forks(const std::vector<int> &Numbers) {
  tmc::aw_fork_group<0, void> Group;
  for (int Number : Numbers)
    Group.fork(store(Number));
  co_await std::move(Group);
}
task<void> leaves() {
  tmc::aw_fork_group<0, void> Group;
  Group.fork(store(1));
  co_return;
}

struct Server {
  std::atomic<bool> Ready{false};
  task<void> yields() {
    while (!Ready)
      co_await tmc::yield();
  }
};

// The loop of Asio must not be blocked.
task<void> switches(tmc::ex_cpu &Executor, tmc::ex_asio &Loop) {
  co_await tmc::resume_on(Executor);
  std::this_thread::sleep_for(1s);
  co_await tmc::resume_on(Loop);
  std::this_thread::sleep_for(1s);
}

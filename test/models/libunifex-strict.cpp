// RUN: %check_corolint %s %t --profile=strict --checks=-async-dangling-argument -- -std=c++20 -I%S/Inputs

// What the model of libunifex says beyond libunifex.cpp, in the strict profile.

#include "libunifex.h"
#include <atomic>
#include <thread>

using namespace std::chrono_literals;
using unifex::task;

task<int> load(int);
task<void> store(int);

task<void> gathers(const std::vector<int> &Numbers) {
  co_await unifex::when_all(load(1), load(2));
  std::vector<task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  co_await unifex::when_all_range(std::move(Tasks));
}

struct Server {
  std::atomic<bool> Ready{false};
  task<void> polls(unifex::static_thread_pool &Pool) {
    while (!Ready)
      co_await unifex::schedule_after(Pool.get_scheduler(), 1s);
  }
};

task<void> keeps() {
  int Number = 1;
  return unifex::let_value(load(1), [&Number](int) { return store(Number); });
}

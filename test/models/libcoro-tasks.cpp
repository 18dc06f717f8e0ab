// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs -DONLY_TASKS

// A unit of libcoro that includes the headers of tasks and gathers alone.

#include "libcoro.h"

coro::task<int> load(int);

coro::task<void> gathers(std::vector<coro::task<int>> Given, std::vector<int> Numbers) {
  co_await coro::when_all(std::move(Given));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: the result of 'when_all' is dropped, and with it the failures of what it gathered [async-unhandled-gather]
  std::vector<coro::task<int>> Tasks;
  for (int Number : Numbers)
    Tasks.push_back(load(Number));
  auto Loaded = co_await coro::when_all(std::move(Tasks));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'when_all' runs a task per element of a range at once, and nothing limits how many [async-unbounded-spawn]
  for (auto &Each : Loaded)
    Each.return_value();
}

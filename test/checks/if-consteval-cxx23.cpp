// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++23

// An `if` without a condition.

#include "Inputs/runtime.h"
#include <mutex>
#include <vector>

lib::Task<> fetch(int);
lib::Awaiter<> tick();
std::mutex M;

void starts(const std::vector<int> &Numbers) {
  for (int Number : Numbers) {
    if consteval {
      continue;
    }
    rt::spawn(fetch(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
}
lib::Task<> locks() {
  if consteval {
  } else {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' stays locked while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  }
  co_await tick();
  M.unlock();
}

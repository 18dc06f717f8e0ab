// REQUIRES: consteval-flow
// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++23

// A lock under an `if` without a condition.

#include "Inputs/runtime.h"
#include <mutex>

lib::Awaiter<> tick();
std::mutex M;

lib::Task<> locks() {
  if consteval {
  } else {
    M.lock();
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'M' stays locked while the coroutine is suspended: whoever wants it blocks a thread, and another thread may give it back [async-lock-across-await]
  }
  co_await tick();
  M.unlock();
}

// RUN: %check_corolint %s %t --model-file=%S/Inputs/runtime-model.yaml -- -std=c++23

// An `if` without a condition.

#include "Inputs/runtime.h"
#include <vector>

lib::Task<> fetch(int);

void starts(const std::vector<int> &Numbers) {
  for (int Number : Numbers) {
    if consteval {
      continue;
    }
    rt::spawn(fetch(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'spawn' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  }
}

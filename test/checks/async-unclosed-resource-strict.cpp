// RUN: %check_corolint %s %t --profile=strict --checks=-*,async-unclosed-resource -- -std=c++20

// What the strict profile adds.

#include "Inputs/task.h"

using lib::Task;

class File {
public:
  File();
  ~File();
  lib::Awaiter<> write(int Value);
  lib::Awaiter<> close();
};

Task<> closedOnOnePath(bool Early) {
  File To;
  // CHECK-MESSAGES: :[[@LINE-1]]:8: warning: 'To' is not closed on every path: destroyed without 'close', it is not closed in order [async-unclosed-resource]
  // CHECK-MESSAGES: :[[@LINE+3]]:12: note: it is put to use here
  // CHECK-MESSAGES: :[[@LINE+4]]:5: note: its scope is left here
  // CHECK-MESSAGES: :[[@LINE+4]]:12: note: it is closed here on other paths
  co_await To.write(1);
  if (Early)
    co_return;
  co_await To.close();
}

Task<> neverClosed() {
  File To;
  co_await To.write(1);
}

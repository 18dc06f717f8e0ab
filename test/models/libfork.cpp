// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of libfork makes of its functions.

#include "libfork.h"
#include <thread>

using namespace std::chrono_literals;

struct Work {
  lf::task<int> operator()(int) const;
};

std::suspend_always ordinary(lf::lazy_pool &Pool) {
  lf::sync_wait(Pool, Work(), 1);
  return {};
}

struct Task {
  struct promise_type : parts::Promise<std::suspend_always>, parts::Returns<void> {
    Task get_return_object();
  };
  ~Task();
  parts::Awaiter<void> operator co_await();
};
Task waits(lf::lazy_pool &Pool) {
  lf::sync_wait(Pool, Work(), 1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sync_wait' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  co_return;
}

void detaches(lf::lazy_pool &Pool, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    lf::detach(Pool, Work(), Number);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of brpc's coroutines makes of its types and functions.

#include "brpc.h"
#include <thread>

using namespace std::chrono_literals;

using brpc::experimental::Awaitable;
using brpc::experimental::Coroutine;

Awaitable<int> load(int);
Awaitable<void> store(int);
void use(const std::string &);

Awaitable<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: it never runs, and its memory is never freed [async-unawaited-result]
  co_await load(1);
}

Awaitable<void> waits(Coroutine &Other) {
  Other.join();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'join' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  bthread_join(1, nullptr);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'bthread_join' blocks the event loop: it {{.+}} [async-blocking-call]
  bthread_usleep(100);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'bthread_usleep' blocks the event loop: it {{.+}} [async-blocking-call]
  // CHECK-FIXES: co_await brpc::experimental::Coroutine::usleep(std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::microseconds(100)).count());
  co_await Other.awaitable();
}

void starts(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Coroutine(store(Number), true);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'Coroutine' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

Awaitable<void> waitsForOthers(bthread_id_t Id, bthread::ExecutionQueueId<int> Queue) {
  bthread_id_join(Id);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'bthread_id_join' blocks the event loop: it suspends the whole bthread until the id is destroyed [async-blocking-call]
  bthread::execution_queue_join(Queue);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'execution_queue_join' blocks the event loop: it suspends the whole bthread until the queue has stopped [async-blocking-call]
  bthread_fd_wait(1, 2);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'bthread_fd_wait' blocks the event loop: it suspends the whole bthread until the file descriptor is ready [async-blocking-call]
  co_return;
}

// It is suspended first in the body: until then the argument lives.
Awaitable<void> greets(const std::string &Name) {
  use(Name);
  co_await load(1);
}
void startsAtOnce() { Coroutine Started(greets("abc")); }

// RUN: %check_corolint %s %t -- -std=c++20

// Roles that the source gives to its own functions, in the words of the models.

#include "Inputs/task.h"

using lib::Task;

[[clang::annotate("corolint::blocks: {category: network, why: waits for the peer, instead: ask}")]] int query();
[[clang::annotate("corolint::blocking")]] void flush();
void drain() [[clang::blocking]];
[[clang::annotate("corolint::nonblocking")]] void peek() { flush(); }
[[clang::annotate("corolint::offload: 0")]] void onPool(void (*)());
[[clang::annotate("corolint::handler: 0")]] void onLoop(void (*)());
[[clang::annotate("corolint::spawn: {task: 0}")]] void start(Task<>);

Task<> work() {
  query();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'query' blocks the event loop: it waits for the peer [async-blocking-call]
  flush();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'flush' blocks the event loop: it is declared to block its thread [async-blocking-call]
  drain();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'drain' blocks the event loop: it is declared to block its thread [async-blocking-call]
  peek();
  onPool([] { flush(); });
  co_return;
}

void ordinary() {
  flush();
  onLoop([] { flush(); });
  // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: 'flush' blocks the event loop: it is declared to block its thread [async-blocking-call]
}

struct Component {
  [[clang::annotate("corolint::on-event-loop")]] virtual void handle() { flush(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:74: warning: 'flush' blocks the event loop: it is declared to block its thread [async-blocking-call]
};

void each(int Count, int *Of) {
  for (int *Each = Of; Each; ++Each)
    start(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

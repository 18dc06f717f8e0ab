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

// What overrides a function has its roles, unless it says otherwise itself.
struct Store {
  [[clang::annotate("corolint::blocks: {category: database, why: waits for the server}")]] virtual int load() = 0;
  [[clang::annotate("corolint::blocking")]] virtual void sync() = 0;
  virtual void close() [[clang::blocking]] = 0;
  [[clang::annotate("corolint::nonblocking")]] virtual void peek() = 0;
  virtual void look() [[clang::nonblocking]] = 0;
  virtual void plain() = 0;
};
struct Cached : Store {
  int load() override;
  void sync() override;
  void close() override;
  void peek() override { flush(); }
  void look() noexcept override { flush(); }
  void plain() override;
};
struct InMemory final : Cached {
  [[clang::annotate("corolint::nonblocking")]] int load() override;
  [[clang::annotate("corolint::blocks: {category: file, why: writes the journal}")]] void sync() override;
  void close() [[clang::nonblocking]] override;
  [[clang::annotate("corolint::blocking")]] void peek() override;
};

Task<> overrides(Cached &Some, InMemory &Other) {
  Some.load();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'load' blocks the event loop: it waits for the server [async-blocking-call]
  Some.sync();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync' blocks the event loop: it is declared to block its thread [async-blocking-call]
  Some.close();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'close' blocks the event loop: it is declared to block its thread [async-blocking-call]
  Some.peek();
  Some.look();
  Some.plain();
  Other.load();
  Other.sync();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sync' blocks the event loop: it writes the journal [async-blocking-call]
  Other.close();
  Other.peek();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'peek' blocks the event loop: it is declared to block its thread [async-blocking-call]
  Other.look();
  co_return;
}

struct Handler : Component {
  void handle() override { flush(); }
  // CHECK-MESSAGES: :[[@LINE-1]]:28: warning: 'flush' blocks the event loop: it is declared to block its thread [async-blocking-call]
};

void each(int Count, int *Of) {
  for (int *Each = Of; Each; ++Each)
    start(work());
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'start' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

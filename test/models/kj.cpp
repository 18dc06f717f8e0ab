// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of KJ makes of its types and functions.

#include "kj.h"
#include <thread>

using namespace std::chrono_literals;

kj::Promise<int> load(int);
kj::Promise<void> store(int);

kj::Promise<void> drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'load' is never awaited: what it started is cancelled at once [async-unawaited-result]
  load(1).then([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'then' is never awaited: what it started is cancelled at once [async-unawaited-result]
  load(1).fork();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'fork' is never awaited: what it started is cancelled at once [async-unawaited-result]
  co_await load(1);
}

kj::Promise<void> waits(kj::WaitScope &Scope, kj::Executor &Other) {
  store(1).wait(Scope);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'wait' waits on the event loop for asynchronous work: it runs the event loop inside itself, which throws on a loop that runs already [async-sync-wait]
  Other.executeSync([] {});
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'executeSync' blocks the event loop until it is done; awaiting its asynchronous twin 'executeAsync' would not [async-sync-sibling]
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return;
}

void adds(kj::TaskSet &Tasks, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Tasks.add(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'add' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// --- What runs on the event loop ---

void continues(kj::Executor &Other, std::vector<kj::Promise<void>> &Kept) {
  Kept.push_back(load(1).then([](int) { std::this_thread::sleep_for(1s); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:41: warning: 'sleep_for' blocks the event loop
  Kept.push_back(kj::evalLater([] { std::this_thread::sleep_for(1s); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:37: warning: 'sleep_for' blocks the event loop
  Kept.push_back(Other.executeAsync([] { std::this_thread::sleep_for(1s); }));
  // CHECK-MESSAGES: :[[@LINE-1]]:42: warning: 'sleep_for' blocks the event loop
  kj::Thread Worker([] { std::this_thread::sleep_for(1s); });
}
struct Service : kj::HttpService {
  kj::Promise<void> request(std::string) override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop
    return store(1);
  }
};

// --- What blocks besides ---

kj::Promise<void> blocks(kj::MutexGuarded<int> &Guarded, kj::File &Log, capnp::MessageBuilder &Message) {
  Guarded.lockExclusive();
  Guarded.when([](int) { return true; }, [](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'when' blocks the event loop: it waits until another thread makes the condition true [async-blocking-call]
  Guarded.lockExclusive().wait([](int) { return true; });
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'wait' blocks the event loop: it waits until another thread makes the condition true
  Log.write(0, "");
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'write' blocks the event loop: it waits for the disk unless the file is in memory
  capnp::writeMessageToFd(1, Message);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: remark: 'writeMessageToFd' blocks the event loop: it waits for the file descriptor
  co_return;
}

// --- What is started and waited for ---

capnp::RemotePromise<int> call();
kj::Promise<void> calls() {
  call();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'call' is never awaited: what it started is cancelled at once [async-unawaited-result]
  co_await store(1);
}
void waitsForEach(kj::WaitScope &Scope, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    store(Number).wait(Scope);
}

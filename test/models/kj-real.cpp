// RUN: %check_corolint %s %t -- -std=c++20
// REQUIRES: kj

// What the model of KJ says, on the real headers. (Those of Debian 12 are from before KJ had coroutines.)

#include <kj/async-io.h>
#include <kj/compat/http.h>
#include <chrono>
#include <thread>
#include <unistd.h>
#include <vector>
using namespace std::chrono_literals;

kj::Promise<int> load(int Number);
kj::Promise<void> store(int Number);

void drops() {
  load(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'load' is never awaited: what it started is cancelled at once [async-unawaited-result]
  load(1).then([](int) {});
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'then' is never awaited: what it started is cancelled at once [async-unawaited-result]
  load(1).fork();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'fork' is never awaited: what it started is cancelled at once [async-unawaited-result]
}
void adds(kj::TaskSet &Tasks, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Tasks.add(store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'add' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}
kj::Promise<void> continues(kj::Executor &Other, kj::Timer &Timer) {
  auto First = load(1).then([](int) { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:39: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  auto Second = kj::evalLater([] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:36: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  auto Third = Other.executeAsync([] { std::this_thread::sleep_for(1s); });
  // CHECK-MESSAGES: :[[@LINE-1]]:40: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  auto Fourth = Timer.afterDelay(1 * kj::SECONDS).then([]() { ::sleep(1); });
  // CHECK-MESSAGES: :[[@LINE-1]]:63: warning: 'sleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  kj::Thread Worker([] { std::this_thread::sleep_for(1s); });
  return First.exclusiveJoin(kj::mv(Second)).exclusiveJoin(kj::mv(Third)).exclusiveJoin(kj::mv(Fourth));
}
struct Service : kj::HttpService {
  kj::Promise<void> request(kj::HttpMethod, kj::StringPtr, const kj::HttpHeaders &, kj::AsyncInputStream &,
                            Response &) override {
    std::this_thread::sleep_for(1s);
    // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
    return store(1);
  }
};
kj::Promise<void> waits(kj::WaitScope &Scope) {
  return load(1).then([&](int) { store(1).wait(Scope); });
  // CHECK-MESSAGES: :[[@LINE-1]]:34: warning: 'wait' waits on the event loop for asynchronous work: it runs the event loop inside itself, which throws on a loop that runs already [async-sync-wait]
}
kj::Promise<void> joined(std::vector<int> Numbers) {
  kj::Vector<kj::Promise<void>> All;
  for (int Number : Numbers)
    All.add(store(Number));
    // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'store' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
  return kj::joinPromises(All.releaseAsArray());
}
kj::Promise<int> dangles(int Number) {
  return load(1).then([&Number](int Other) { return Number + Other; });
  // CHECK-MESSAGES: :[[@LINE-1]]:23: warning: the task that 'then' returns refers to 'Number', which is gone when it runs [async-dangling-return]
}

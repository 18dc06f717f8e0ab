// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of FoundationDB's flow makes of its types and functions.

#include "flow.h"
#include <thread>

using namespace std::chrono_literals;

Future<int> load(int);
Future<Void> store(int);

Future<int> drops() {
  // It may go on: a call does not tell whether the actor can be cancelled.
  load(1);
  co_await load(1);
  co_return 1;
}

// What is not done without it.
Future<int> commits(Transaction &Changes) {
  Changes.commit();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'commit' is never awaited: what it started is cancelled at once [async-unawaited-result]
  co_await Changes.commit();
  co_return 1;
}

Future<int> sleeps() {
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_return 1;
}

Future<int> gathers(std::vector<Future<int>> A) {
  co_await waitForAll(A);
  co_return 1;
}

void adds(ActorCollection &Actors, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Actors.add(store(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'add' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

Future<int> bounded(ActorCollection &Actors, FlowLock &Limit, std::vector<int> Numbers) {
  for (int Number : Numbers) {
    co_await Limit.take();
    Actors.add(store(Number));
  }
  co_return 1;
}

// --- Of an AsyncResult there is only one ---

AsyncResult<int> measure(int);
Future<int> dropsOnly() {
  measure(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'measure' is never awaited: what it started is cancelled at once [async-unawaited-result]
  co_return co_await measure(1);
}
Future<int> awaitsTwice() {
  auto Measured = measure(1);
  int First = co_await std::move(Measured);
  co_return First + co_await std::move(Measured);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'Measured' {{.+}} [async-awaited-twice]
}

// --- What blocks ---

Future<int> blocks(ThreadFuture<int> Elsewhere) {
  threadSleep(3);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'threadSleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-FIXES: co_await delay(std::chrono::duration<double>(std::chrono::seconds(3)).count());
  threadSleep(0.5);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'threadSleep' blocks the event loop: it suspends the whole thread [async-blocking-call]
  // CHECK-MESSAGES: :[[@LINE-2]]:3: note: use instead: co_await delay(…)
  Elsewhere.blockUntilReady();
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'blockUntilReady' waits on the event loop for asynchronous work: it parks the thread until the future is ready [async-sync-wait]
  co_return Elsewhere.getBlocking();
  // CHECK-MESSAGES: :[[@LINE-1]]:13: warning: 'getBlocking' waits on the event loop for asynchronous work: it parks the thread until the future is ready [async-sync-wait]
}

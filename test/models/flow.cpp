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

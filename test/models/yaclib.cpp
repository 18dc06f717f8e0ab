// RUN: %check_corolint %s %t -- -std=c++20 -I%S/Inputs

// What the model of YACLib makes of its types and functions.

#include "yaclib.h"
#include <thread>

using namespace std::chrono_literals;

yaclib::Future<> starts(int);
yaclib::Task<> waitsToBeAwaited(int);

yaclib::Future<> drops() {
  starts(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'starts' is never awaited: it runs unobserved, and its failure is lost [async-unawaited-result]
  waitsToBeAwaited(1);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'waitsToBeAwaited' is never awaited: the coroutine it returns never runs [async-unawaited-result]
  co_await starts(1);
}

yaclib::Future<> waits(yaclib::IExecutor &Loop) {
  waitsToBeAwaited(1).Get();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'Get' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  auto Started = starts(1);
  yaclib::Wait(Started);
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'Wait' waits on the event loop for asynchronous work: it {{.+}} [async-sync-wait]
  co_await yaclib::Run(Loop, [] { std::this_thread::sleep_for(1s); });
}

yaclib::Future<> switches(yaclib::FairThreadPool &Pool) {
  co_await yaclib::On(Pool);
  std::this_thread::sleep_for(1s);
}

void detaches(const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    waitsToBeAwaited(Number).Detach();
  // CHECK-MESSAGES: :[[@LINE-1]]:{{[0-9]+}}: warning: 'Detach' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

// A future that holds its value from the start is no work.
yaclib::Future<> made() {
  yaclib::MakeFuture(1);
  co_await yaclib::MakeFuture(1);
}

// The coroutine goes on there.
yaclib::Future<> goesOn(yaclib::WaitGroup &Group, yaclib::Mutex &Mutex, yaclib::FairThreadPool &Pool,
                        yaclib::ManualExecutor &Loop) {
  co_await Group.AwaitOn(Pool);
  std::this_thread::sleep_for(1s);
  co_await yaclib::On(Loop);
  std::this_thread::sleep_for(1s);
  // CHECK-MESSAGES: :[[@LINE-1]]:3: warning: 'sleep_for' blocks the event loop: it suspends the whole thread [async-blocking-call]
  co_await Mutex.UnlockOn(Pool);
  std::this_thread::sleep_for(1s);
}

// What goes on elsewhere may block, and so may the coroutines that it runs.
yaclib::Future<> elsewhere(yaclib::IExecutor &Pool) {
  starts(1).Detach(Pool, [](int) {
    auto Work = []() -> yaclib::Task<> {
      std::this_thread::sleep_for(1s);
      co_return;
    };
    Work().Get();
  });
  co_await waitsToBeAwaited(1).Then(Pool, [](int) {
    auto Work = []() -> yaclib::Task<> {
      std::this_thread::sleep_for(1s);
      co_return;
    };
    Work().Get();
  });
}

void consumes(yaclib::WaitGroup &Group, const std::vector<int> &Numbers) {
  for (int Number : Numbers)
    Group.Consume(starts(Number));
  // CHECK-MESSAGES: :[[@LINE-1]]:5: warning: 'Consume' starts a task per turn of this loop, and nothing limits how many run at once [async-unbounded-spawn]
}

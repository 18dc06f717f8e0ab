// RUN: %check_corolint %s %t --profile=strict --model-file=%S/Inputs/runtime-model.yaml --checks=-*,async-unowned-this -- -std=c++20

// What only the strict profile says: the same of objects that nobody shares.

#include "Inputs/runtime.h"
#include <memory>

using lib::Detached;
using lib::Task;

lib::Awaiter<> tick();

class Server {
public:
  void start() {
    rt::spawn(run());
    // CHECK-MESSAGES: :[[@LINE-1]]:15: warning: nothing keeps the object alive while 'run' runs on by itself: it uses 'this' after a suspension [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE+5]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE+5]]:7: note: the object may be gone when it uses it here
    Tasks.add(run());
  }
  Task<> run() {
    co_await tick();
    ++Count;
  }
  Detached watch() {
    co_await tick();
    ++Count;
    // CHECK-MESSAGES: :[[@LINE-1]]:7: warning: the object may be gone here: nothing has kept it alive while 'watch' was suspended [async-unowned-this]
    // CHECK-MESSAGES: :[[@LINE-3]]:5: note: it is suspended here, without a reference of its own
    // CHECK-MESSAGES: :[[@LINE-5]]:12: note: nobody can wait for 'watch' before the object is destroyed
  }

private:
  int Count = 0;
  rt::TaskGroup Tasks;
};
